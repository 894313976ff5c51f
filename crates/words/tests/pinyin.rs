//! Names and companies, read as a Chinese colleague reads them.

use words::pinyin_of;

fn initials(name: &str) -> String {
    pinyin_of(name).map(|pinyin| pinyin.initials).unwrap_or_default()
}

fn full(name: &str) -> String {
    pinyin_of(name).map(|pinyin| pinyin.full).unwrap_or_default()
}

#[test]
fn ordinary_names() {
    assert_eq!(full("张三"), "zhangsan");
    assert_eq!(full("張三"), "zhangsan");
    assert_eq!(full("欧阳娜娜"), "ouyangnana");
    assert_eq!(full("吕布"), "lvbu");
    assert_eq!(initials("张三"), "zs");
    assert_eq!(initials("吕布"), "lb");
}

#[test]
fn letters_and_digits_stay() {
    let mixed = "Ａcme 上海-2号 Müller";
    assert_eq!(full(mixed), "acmeshanghai2haomuller");
    assert_eq!(initials(mixed), "acmesh2hmuller");
    assert_eq!(pinyin_of("Acme 2"), None);
    assert_eq!(pinyin_of(""), None);
}

#[test]
fn surnames_at_the_beginning() {
    for (name, pinyin) in [
        ("单雄信", "shanxiongxin"),
        ("單雄信", "shanxiongxin"),
        ("曾国藩", "zengguofan"),
        ("曾国藩故居管理处", "zengguofangujuguanlichu"),
        ("解缙", "xiejin"),
        ("查良镛", "zhaliangyong"),
        ("仇英", "qiuying"),
        ("区小姐", "ouxiaojie"),
        ("盖叫天", "gejiaotian"),
        ("尉迟恭", "yuchigong"),
        ("万俟卨", "moqixie"),
        ("萬俟雅言", "moqiyayan"),
        ("朴志民", "piaozhimin"),
        ("翟天临", "zhaitianlin"),
        ("任我行", "renwoxing"),
        ("华佗", "huatuo"),
        ("葛优", "geyou"),
        ("乐毅", "yueyi"),
        ("员半千", "yunbanqian"),
        ("缪先生", "miaoxiansheng"),
        ("长孙无忌", "zhangsunwuji"),
        ("沈从文", "shencongwen"),
        ("贾宝玉", "jiabaoyu"),
        ("冼星海", "xianxinghai"),
        ("令狐冲", "linghuchong"),
    ] {
        assert_eq!(full(name), pinyin, "{name}");
    }
}

#[test]
fn the_same_characters_elsewhere() {
    for (name, pinyin) in [
        ("张单", "zhangdan"),
        ("未曾", "weiceng"),
        ("单位采购部", "danweicaigoubu"),
        ("区域代理商", "quyudailishang"),
        ("查询中心", "chaxunzhongxin"),
        ("解放日报社", "jiefangribaoshe"),
        ("乐视网", "leshiwang"),
        ("员工之家", "yuangongzhijia"),
        ("陈乐", "chenle"),
        ("盖世英雄酒业", "gaishiyingxiongjiuye"),
    ] {
        assert_eq!(full(name), pinyin, "{name}");
    }
}

#[test]
fn places_and_companies() {
    for (name, pinyin) in [
        ("重庆", "chongqing"),
        ("厦门航空", "xiamenhangkong"),
        ("大厦", "dasha"),
        ("长沙", "changsha"),
        ("长春一汽", "changchunyiqi"),
        ("中国工商银行", "zhongguogongshangyinhang"),
        ("王行长", "wanghangzhang"),
        ("六安", "luan"),
        ("蚌埠", "bengbu"),
        ("台州", "taizhou"),
        ("亳州", "bozhou"),
        ("北京朝阳", "beijingchaoyang"),
        ("西藏", "xizang"),
        ("三一重工", "sanyizhonggong"),
        ("成都", "chengdu"),
        ("东莞", "dongguan"),
        ("深圳", "shenzhen"),
        ("番禺", "panyu"),
        ("丽水", "lishui"),
        ("乐清", "yueqing"),
        ("单县", "shanxian"),
        ("音乐会", "yinyuehui"),
        ("广州空调厂", "guangzhoukongtiaochang"),
        ("会计师事务所", "kuaijishishiwusuo"),
        ("哈尔滨", "haerbin"),
        ("石家庄", "shijiazhuang"),
        ("乾隆", "qianlong"),
        ("李长明", "lichangming"),
        ("王董事长", "wangdongshizhang"),
        ("长荣海运", "changronghaiyun"),
        ("花都", "huadu"),
        ("李晟", "lisheng"),
        ("华为", "huawei"),
    ] {
        assert_eq!(full(name), pinyin, "{name}");
    }
}
