import { writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestResult, TestStep } from "@playwright/test/reporter";

/** Writes what ended last into the file that `E2E_PROGRESS` names, so that a hang can be told from a slow machine. */
export default class Progress implements Reporter {
  readonly #file = process.env["E2E_PROGRESS"];

  onTestBegin(test: TestCase): void {
    this.#write(`began ${test.title}`);
  }

  onStepEnd(test: TestCase, _result: TestResult, step: TestStep): void {
    this.#write(`${test.title}: ${step.title}`);
  }

  onTestEnd(test: TestCase): void {
    this.#write(`ended ${test.title}`);
  }

  printsToStdio(): boolean {
    return false;
  }

  #write(what: string): void {
    if (this.#file) writeFileSync(this.#file, `${what}\n`);
  }
}
