/**
 * What people take for a password first, folded (lower case, no tone marks, no spaces), as words that stand alone or with
 * digits and signs around them: from published lists of leaked passwords, and what is near at hand in such an office. Only
 * what can be long enough to pass the length is worth its place.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `password passwordpassword passw0rd p4ssword pass matkhau matkhaumoi matkhaucuatoi matkhaudangnhap khongcomatkhau
  khongbiet khongnho toikhongbiet admin administrator adminadmin quantri quantrivien nguoidung root user test
  welcome letmein login signin changeme secret default qwerty qwertyuiop qwertyqwerty asdfghjkl asdfasdf zxcvbnm
  qazwsxedc qwerasdf iloveyou iloveu loveyou lovelove sunshine princess football baseball superman batman dragon
  monkey master michael jordan computer internet samsung iphone google facebook youtube zalo gmail yahoo hotmail
  vietnam vietnamvodich vodich vietnamoi toiyeuvietnam yeuvietnam hanoi hanoivietnam saigon thanhpho thudohanoi
  anhyeuem emyeuanh yeuem yeuanh anhnhoem emnhoanh yeuemnhieu anhyeuemnhieu toiyeuban yeuban yeumemai maiyeu
  motminh giadinh giadinhtoi giadinhlaso concuame conyeume meyeucon boyeucon bomeyeucon conyeu chongyeu voyeu
  hanhphuc maimai tinhyeu tinhban banbe cuocsong matma bimat bimatquocgia khoaso chaoban xinchao xinchaoban
  dangcongsan dangcongsanvietnam danvan danvankheo bandanvan bandanvanhuyenuy huyenuy huyenuythanhoai thanhoai
  thanhoaihanoi huyenthanhoai tonghop trangtonghop bieutonghop dangky dangkymohinh mohinh dienhinh canbo canbodanvan
  vanphong vanphonghuyenuy truongban bithu bithuhuyenuy thuongtruc thuongtruchuyenuy bdvhuthanhoai
  abc abcd abcdef abcdefgh abcdefghij abcabcabc aabbcc hoilamgi khongaibiet saochotao deptrai xinhdep`.split(
    /\s+/,
  ),
)
