/** The roster of a simulated district: the campaign's own units, and as many invented ones of its communes as are needed. */
import type { Roster, Unit } from '../../../src/domain/unit.ts'

const kinds = [
  ['Trạm Y tế xã', 'Trạm Y tế'],
  ['Quỹ Tín dụng nhân dân xã', 'Quỹ Tín dụng nhân dân'],
  ['Hợp tác xã Nông nghiệp', 'Hợp tác xã'],
  ['Trung tâm học tập cộng đồng xã', 'Trung tâm học tập cộng đồng'],
  ['Bưu điện văn hóa xã', 'Bưu điện'],
] as const

/** @throws Error where the communes do not suffice */
export const makeDistrict = (roster: Roster, count: number): Roster => {
  const communes = roster.units.filter(unit => unit.name.startsWith('UBND xã '))
  const invented = kinds.flatMap(([prefix, block], kind) =>
    communes.map((unit): Unit => {
      const place = unit.name.replace('UBND xã ', '')
      return {
        id: unit.id.replace('ubnd-xa', `don-vi-${kind + 1}`),
        name: `${prefix} ${place}`,
        block,
        group: '',
        aliases: [],
        confirmed: true,
        contact: '',
        phone: '',
        addresses: [],
        extendedTo: '',
      }
    }),
  )
  const units = [...roster.units.map(unit => ({ ...unit, confirmed: true })), ...invented].slice(0, count)
  if (units.length < count) throw new Error(`only ${units.length} units, ${count} are wanted`)
  return { units }
}
