/**
 * Text that was struck out: people delete so, as on paper. It stays in the document, and whether it still stands is for the
 * clerk to say: one finding a form, at the first place, with all the words. It holds no other form of the same file.
 */
import { type Finding, finding } from '../../domain/finding.ts'
import { type Source, sourceKey } from '../../domain/source.ts'

/** Of the document's findings those of struck text, and the others. */
export const withoutStruck = (
  findings: readonly Finding[],
): { readonly struck: readonly Finding[]; readonly others: readonly Finding[] } => ({
  struck: findings.filter(isStruck),
  others: findings.filter(one => !isStruck(one)),
})
const isStruck = ({ code }: Finding): boolean => code === 'struck-out'

/**
 * For each form what is struck out in it, none or one.
 * @param placesOf where the form's words stand. What stands nowhere in particular concerns every form
 */
export const struckInForms = <Form>(
  struck: readonly Finding[],
  forms: readonly Form[],
  placesOf: (form: Form) => readonly Source[],
): Finding[][] => {
  if (struck.length === 0 || forms.length <= 1) return forms.map(() => asOne(struck))
  const formAt = new Map<string, number>()
  for (const [at, form] of forms.entries())
    for (const place of placesOf(form)) formAt.set(sourceKey(place), at)
  const formOf = ({ source }: Finding): number | undefined =>
    source === undefined ? undefined : formAt.get(sourceKey(source))
  return forms.map((_, at) => asOne(struck.filter(one => (formOf(one) ?? at) === at)))
}

const asOne = (struck: readonly Finding[]): Finding[] => {
  const [first] = struck
  if (!first) return []
  const words = new Set(struck.flatMap(one => one.args.text ?? []))
  return [finding('struck-out', { text: [...words].join('; ') }, first.source)]
}
