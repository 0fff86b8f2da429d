/**
 * Characters that show nothing: white space, controls, everything that a font need not draw (Unicode,
 * `Default_Ignorable_Code_Point`: joiners, direction marks, soft hyphens, Hangul fillers, variation selectors, tags),
 * and the few that are drawn as nothing without being listed there: the empty Braille pattern, the controls of
 * interlinear annotations, the controls and blanks of hieroglyphs, the null note head, and the filler of Khitan.
 */
const invisible =
  /^[\s\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb\u{13430}-\u{1343f}\u{13441}\u{13442}\u{16fe4}\u{1d159}]*$/u;

/** Whether a text would show nothing to its reader. Such a text is not sent, and not shown if a partner sends it. */
export function showsNothing(text: string): boolean {
  return invisible.test(text);
}
