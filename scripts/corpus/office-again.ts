/**
 * Cases of other themes opened and saved by LibreOffice in another format: what a case stands for must hold in each. The
 * truth is that of the case.
 */
import type { CorpusCase, OfficeKind } from './case.ts'

/** By the case's name: the formats that it comes in again. */
const again: Readonly<Record<string, readonly OfficeKind[]>> = {
  'docx-text-box-letterhead': ['doc', 'rtf'],
  'docx-header-letterhead': ['doc', 'rtf'],
  'docx-layout-table': ['doc', 'rtf'],
  'docx-tracked-changes': ['doc', 'rtf'],
  'docx-unit-in-next-cell': ['doc'],
  'docx-grid-before': ['doc', 'rtf'],
  'docx-mixed-letters': ['doc', 'rtf'],
  'docx-hidden-text': ['doc', 'rtf'],
  'docx-row-before-and-after': ['doc', 'rtf'],
  'cell-word-list-numbers': ['doc', 'rtf'],
  'cell-word-list-bullets': ['doc', 'rtf'],
  'cell-ditto-model': ['doc', 'rtf'],
  'cell-merged-over-sectors': ['doc', 'rtf'],
  'cell-note-merged-down': ['doc'],
  'cell-wrapped-lower-case': ['doc'],
  'headings-column-added': ['doc'],
  'headings-sector-dropped': ['doc'],
  'layout-sectors-as-rows': ['doc', 'rtf'],
  'layout-sector-column': ['doc'],
  'layout-second-heading-deleted': ['doc'],
  'layout-group-rows-and-total': ['doc', 'rtf'],
  'layout-recipients-beside-signature': ['doc', 'rtf'],
  'form-several-in-file': ['doc', 'rtf'],
  'form-appendix-of-plan': ['doc'],
  'form-text-outside': ['doc'],
  'form-last-year': ['doc'],
  'xlsx-offset': ['xls'],
  'xlsx-decoy-sheet': ['xls'],
  'xlsx-hidden-draft': ['xls'],
  'xlsx-two-sheets': ['xls'],
  'xlsx-typed-numbers': ['xls'],
  'xlsx-hidden-rows': ['xls'],
  'xlsx-merges': ['xls'],
  'xlsx-vni': ['xls'],
  'xlsx-two-forms-on-sheet': ['xls'],
  'xlsx-form-a-sheet': ['xls'],
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
