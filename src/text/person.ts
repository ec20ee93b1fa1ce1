/** A person's name as it is compared: without the titles, offices and places that people write around it. */
import { foldTones, tidy } from './fold.ts'

const titles =
  /^(?:(?:đ\/c|đ\.c|đc|đồng chí|đồng đội|ông|bà|anh|chị|cô giáo|thầy giáo|cô|thầy|em|cháu|bác sĩ|bs|y sĩ|ths|thạc sĩ|ts|tiến sĩ|nhà giáo|ưu tú|nngưt|ngưt|linh mục|sư thầy|đại đức|thượng tọa|hội viên|đảng viên|đoàn viên|giáo viên|cán bộ)\.?:?\s+)+/iu

/** `Đ/c Trần Văn B - Trưởng thôn Thượng` gives `trần văn b`, by `foldTones`; '' where fewer than two words are left. */
export const personKey = (name: string): string => {
  const [first = ''] = tidy(name)
    .replace(titles, '')
    .split(/\s[-–—]\s|[,;:()]/u)
  const bare = foldTones(first)
  return bare.split(' ').length >= 2 ? bare : ''
}
