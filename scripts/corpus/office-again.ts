/**
 * Cases of other themes opened and saved by LibreOffice in another format: what a case stands for must hold in each. The
 * truth is that of the case.
 */
import type { CorpusCase, OfficeKind } from './case.ts'

/** By the case's name: the formats that it comes in again. */
const again: Readonly<Record<string, readonly OfficeKind[]>> = {
  'docx-text-box-letterhead': ['doc', 'odt', 'rtf'],
  'docx-header-letterhead': ['doc', 'odt', 'rtf'],
  'docx-layout-table': ['doc', 'odt', 'rtf'],
  'docx-tracked-changes': ['doc', 'odt', 'rtf'],
  'docx-unit-in-next-cell': ['doc'],
  'docx-grid-before': ['doc', 'odt', 'rtf', 'pdf'],
  'docx-mixed-letters': ['doc', 'odt', 'rtf'],
  'docx-hidden-text': ['doc', 'odt', 'rtf'],
  'docx-row-before-and-after': ['doc', 'rtf'],
  'cell-word-list-numbers': ['doc', 'odt', 'rtf'],
  'cell-word-list-bullets': ['doc', 'odt', 'rtf'],
  'cell-ditto-model': ['doc', 'rtf', 'pdf'],
  'cell-ditto-of-several': ['pdf'],
  'cell-merged-over-sectors': ['doc', 'odt', 'rtf', 'pdf'],
  'cell-note-merged-down': ['doc', 'odt', 'pdf'],
  'cell-wrapped-lower-case': ['doc', 'odt'],
  'headings-column-added': ['doc', 'pdf'],
  'headings-sector-dropped': ['doc', 'odt', 'pdf'],
  'layout-sectors-as-rows': ['doc', 'rtf', 'pdf'],
  'layout-sector-column': ['doc', 'odt', 'pdf'],
  'layout-second-heading-deleted': ['doc', 'pdf'],
  'layout-group-rows-and-total': ['doc', 'odt', 'rtf', 'pdf'],
  'layout-recipients-beside-signature': ['doc', 'odt', 'rtf', 'pdf'],
  'form-several-in-file': ['doc', 'odt', 'pdf'],
  'form-appendix-of-plan': ['doc', 'pdf'],
  'form-text-outside': ['doc', 'odt', 'pdf'],
  'form-last-year': ['doc', 'pdf'],
  'xlsx-offset': ['xls', 'ods'],
  'xlsx-rich-text': ['ods'],
  'xlsx-decoy-sheet': ['xls', 'ods'],
  'xlsx-hidden-draft': ['xls', 'ods'],
  'xlsx-two-sheets': ['xls', 'ods', 'pdf'],
  'xlsx-typed-numbers': ['xls', 'ods'],
  'xlsx-hidden-rows': ['xls', 'ods'],
  'xlsx-formulas': ['ods'],
  'xlsx-merges': ['xls', 'ods', 'pdf'],
  'xlsx-tcvn3': ['ods'],
  'xlsx-vni': ['xls', 'ods'],
  'xlsx-two-forms-on-sheet': ['xls', 'ods'],
  'xlsx-form-a-sheet': ['xls', 'ods'],
}

export const officeAgain = (cases: readonly CorpusCase[]): CorpusCase[] =>
  Object.entries(again).flatMap(([name, kinds]) => {
    const one = cases.find(other => other.name === name)
    if (!one || !(one.input instanceof Uint8Array)) throw new Error(`${name} is no case made here`)
    const { input, about, truth } = one
    const fromKind = one.file.endsWith('.xlsx') ? 'xlsx' : 'docx'
    return kinds.map((to): CorpusCase => {
      const rest = name.replace(/^(docx|xlsx)-/, '')
      return {
        name: `${to}-${rest}`,
        class: `${to}/${rest}`,
        about: [`.${to}: ${about[0]}`, about[1], about[2]],
        file: `input.${to}`,
        input: { from: input, fromKind, to },
        truth,
      }
    })
  })
