const open = new Set<object>();

/** Keeps account of which dialogs stand in front of the page: keys are theirs alone then. */
export const openDialogs = {
  add: (dialog: object): void => void open.add(dialog),
  remove: (dialog: object): void => void open.delete(dialog),
  get any(): boolean {
    return open.size > 0;
  },
};
