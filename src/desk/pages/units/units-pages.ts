/** Đơn vị: the roster, one unit, who is missing, the roster in and out as a workbook. */
import { Hono } from 'hono'
import { isAtLeast } from '../../../domain/account.ts'
import type { Desk, DeskContext, DeskEnv, DeskRoutes } from '../../desk.ts'
import { refused } from '../../guard.ts'
import { showPage } from '../../layout.ts'
import { add, change, confirmMany, remove, showAdding } from './change.ts'
import { showList } from './list.ts'
import { showMissing } from './missing.ts'
import { showUnit } from './unit.ts'
import { compareUpload, showUpload, takeOverUpload } from './upload.ts'
import { sendRoster, sendStates } from './workbooks.ts'

export const unitsPages = (desk: Desk): DeskRoutes => {
  /** A page that is only there to change something. */
  const forClerks =
    (show: (c: DeskContext) => Promise<Response>) =>
    (c: DeskContext): Promise<Response> =>
      isAtLeast(c.get('person').role, 'clerk')
        ? show(c)
        : showPage(c, desk, refused(desk, 'layout.notAllowed'))
  return new Hono<DeskEnv>()
    .get('/don-vi', c => showList(c, desk))
    .get('/don-vi/chua-gui', c => showMissing(c, desk))
    .get('/don-vi/danh-sach.xlsx', c => sendRoster(c, desk))
    .get('/don-vi/tinh-trang.xlsx', c => sendStates(c, desk))
    .get(
      '/don-vi/them',
      forClerks(c => showAdding(c, desk)),
    )
    .post('/don-vi/them', c => add(c, desk))
    .post('/don-vi/xac-nhan', c => confirmMany(c, desk))
    .get(
      '/don-vi/nhap',
      forClerks(c => showUpload(c, desk)),
    )
    .post('/don-vi/nhap', c => compareUpload(c, desk))
    .post('/don-vi/nhap/nhan', c => takeOverUpload(c, desk))
    .get('/don-vi/:id', c => showUnit(c, desk, c.req.param('id')))
    .post('/don-vi/:id', c => change(c, desk, c.req.param('id')))
    .post('/don-vi/:id/bo', c => remove(c, desk, c.req.param('id')))
}
