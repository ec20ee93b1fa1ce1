/**
 * Cases of the corpus that do not hold yet, and why: one line a case. A case that holds must leave the list (a test says
 * so): `npm run corpus:accept` takes it out and writes its `document.txt`.
 */
export const knownGaps: Readonly<Record<string, string>> = {
  'pdf-cell-ditto-of-several': 'two lines that both begin with a dash may be one, says a .pdf',
}
