const open = new Set<object>();

/** Which dialogs are open. Keys are theirs alone then. */
export const openDialogs = {
  add: (dialog: object): void => void open.add(dialog),
  remove: (dialog: object): void => void open.delete(dialog),
  get any(): boolean {
    return open.size > 0;
  },
};
