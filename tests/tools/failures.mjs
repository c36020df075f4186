// A reporter for node's test runner: the files in which a test failed, one on each line.

import { relative } from "node:path";

export default async function* failures(events) {
  const files = new Set();
  for await (const { type, data } of events) if (type === "test:fail" && data.file) files.add(data.file);
  for (const file of files) yield `${relative(".", file)}\n`;
}
