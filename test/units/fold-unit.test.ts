import { describe, expect, it } from 'vitest'
import { foldTones } from '../../src/text/fold.ts'
import { foldUnit } from '../../src/units/fold-unit.ts'

const fold = (name: string): string[] => foldUnit(name, 'Thanh Oai')

describe('names of units', () => {
  it.each([
    ['MN Kim Thư', 'Mầm non Kim Thư'],
    ['Trường TH Kim Thư', 'Trường Tiểu học Kim Thư'],
    ['Phòng GD&ĐT', 'Phòng Giáo dục và Đào tạo'],
    ['Phòng GD - ĐT', 'Phòng Giáo dục và Đào tạo'],
    ['UBND TT Kim Bài', 'Ủy ban nhân dân thị trấn Kim Bài'],
    ['ĐU Kim Thư', 'Đảng ủy Kim Thư'],
    ['Ủy ban MTTQ Việt Nam huyện', 'Uỷ ban Mặt trận Tổ quốc Việt Nam huyện'],
    ['Trường TH Cao Viên 1', 'Trường Tiểu học Cao Viên I'],
    ['Trường TH Cao Viên số 2', 'Trường Tiểu học Cao Viên II'],
    ['Phòng LĐTBXH', 'Phòng Lao động - Thương binh và Xã hội'],
    ['Phòng LĐ-TB&XH', 'Phòng Lao động - Thương binh và Xã hội'],
    ['Viện KSND huyện', 'Viện Kiểm sát nhân dân huyện'],
  ])('%s is %s', (one, other) => expect(fold(one)).toEqual(fold(other)))
  it('leaves the district out at the end, with its level or without', () => {
    expect(fold('Hội Nông dân huyện Thanh Oai')).toEqual(
      ['hội nông dân huyện', 'hội nông dân'].map(foldTones),
    )
    expect(fold('Trường THCS Kim Thư, Thanh Oai')).toContain(foldTones('trường thcs kim thư'))
    expect(fold('Trường THCS Kim Thư, TP Hà Nội')).toEqual([foldTones('trường thcs kim thư')])
  })
  it.each([
    ['Trung tâm TT', 'Trung tâm thị trấn'],
    ['Cao Viên I', 'Cao Viên II'],
    ['Cao Viên 1', 'Cao Viên II'],
    ['Thanh Oai A', 'Thanh Oai B'],
    ['Chi bộ thôn 1', 'Chi bộ thôn 2'],
    ['Đảng ủy xã Kim Thư', 'UBND xã Kim Thư'],
    ['Tiểu học Kim Thư', 'THCS Kim Thư'],
  ])('%s is not %s', (one, other) => {
    expect(fold(one).filter(text => fold(other).includes(text))).toEqual([])
  })
})
