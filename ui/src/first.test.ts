import { expect, test } from "vitest";
import * as svelte from "svelte";

test("the framework is there", () => {
  expect(svelte.mount).toBeTypeOf("function");
});
