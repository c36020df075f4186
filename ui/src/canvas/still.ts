/** Whether motion is not wanted. */
export const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
