export { encodeFit } from "./encode-fit.ts";
