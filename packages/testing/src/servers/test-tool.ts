/** A program that tests run: found where it is installed, never started as a server. */
export interface TestTool {
  readonly name: string;
  readonly debianPackages: readonly string[];
  /** Undefined when it is not installed. */
  findProgram(): Promise<string | undefined>;
}
