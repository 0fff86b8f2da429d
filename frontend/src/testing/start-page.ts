import { drawn, find } from "./element-stage.js";

/** Says to be an adult and presses start, on the start page of this element. */
export async function pressStart(element: Element): Promise<void> {
  find<HTMLInputElement>(element, "#adult").click();
  await drawn(element);
  find<HTMLFormElement>(element, "form").requestSubmit();
}
