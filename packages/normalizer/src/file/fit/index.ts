export { readFit } from "./read-fit.ts";
