//! Readings that a character-by-character table gets wrong.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Surnames, at the beginning of any text.
const SURNAMES: &str = "
曾zeng1 翟zhai2 仇qiu2 葛ge3 任ren2 华hua4 缪miao4 覃qin2 隗wei3 薄bo2 卜bu3 句gou1 阚kan4 粘nian2 佴nai4
乜nie4 宁ning4 纪ji3 燕yan1 郇xun2 尉迟yu4chi2 万俟mo4qi2 单于chan2yu2 澹台tan2tai2 令狐ling2hu2 宰父zai3fu3 长孙zhang3sun1";

/// Surnames that are also the first word of companies: only where all is short enough for a person's name.
const SHORT_SURNAMES: &str = "
单shan4 解xie4 查zha1 区ou1 盖ge3 朴piao2 乐yue4 员yun4 折she2 种chong2 黑he4 秘bi4 繁po2 召shao4 祭zhai4
洗xian3 能nai4 参shen1 都du1 么yao1";

/// Words anywhere, the longest first; one longer than the surname wins over it.
/// A single character is here when the table prefers a reading that names do not have.
const WORDS: &str = "
重庆chong2qing4 重阳chong2yang2 重组chong2zu3 重启chong2qi3 厦门xia4men2 长子县zhang3zi3xian4 银行yin2hang2
央行yang1hang2 工行gong1hang2 建行jian4hang2 农行nong2hang2 中行zhong1hang2 招行zhao1hang2 交行jiao1hang2
商行shang1hang2 分行fen1hang2 支行zhi1hang2 总行zong3hang2 投行tou2hang2 洋行yang2hang2 车行che1hang2
琴行qin2hang2 花行hua1hang2 行业hang2ye4 行情hang2qing2 同行tong2hang2 朝鲜chao2xian3 西藏xi1zang4
藏族zang4zu2 藏药zang4yao4 青藏qing1zang4 六安lu4an1 六合lu4he2 蚌埠beng4bu4 台州tai1zhou1 天台tian1tai1
乐清yue4qing1 乐亭lao4ting2 乐山le4shan1 乐平le4ping2 乐陵lao4ling2 乐昌le4chang1 乐东le4dong1 乐视le4shi4
乐高le4gao1 乐天le4tian1 乐园le4yuan2 乐购le4gou4 乐友le4you3 乐凯le4kai3 乐百氏le4bai3shi4 音乐yin1yue4
乐器yue4qi4 乐团yue4tuan2 乐队yue4dui4 民乐min2yue4 声乐sheng1yue4 单县shan4xian4 单位dan1wei4 单车dan1che1
单品dan1pin3 解放jie3fang4 解决jie3jue2 解州xie4zhou1 区域qu1yu4 区块qu1kuai4 员工yuan2gong1 查询cha2xun2
盖州gai4zhou1 盖板gai4ban3 盖章gai4zhang1 番禺pan1yu2 东阿dong1e1 阿胶e1jiao1 大埔da4bu4 洪洞hong2tong2
铅山yan2shan1 涡阳guo1yang2 丽水li2shui3 高丽gao1li2 吐蕃tu3bo1 荥经ying2jing1 浚县xun4xian4 莘庄xin1zhuang1
枞阳zong1yang2 筠连jun1lian2 犍为qian2wei2 什邡shi2fang1 蔚县yu4xian4 大城县dai4cheng2xian4 珲春hun2chun1
泌阳bi4yang2 会稽kuai4ji1 秘鲁bi4lu3 柏林bo2lin2 可汗ke4han2 龟兹qiu1ci2 浒墅关xu3shu4guan1 浒浦xu3pu3
尉犁yu4li2 阆中lang4zhong1 黄陂huang2pi2 泷水shuang1shui3 会计kuai4ji4 空调kong1tiao2 调味tiao2wei4
调料tiao2liao4 自传zi4zhuan4 人参ren2shen1 海参hai3shen1 参茸shen1rong2 党参dang3shen1 便宜pian2yi2
供应gong1ying4 宝藏bao3zang4 模具mu2ju4 弹簧tan2huang2 大夫dai4fu1 校对jiao4dui4 咖喱ga1li2 率先shuai4xian1
出差chu1chai1 种植zhong4zhi2 种子zhong3zi3 种业zhong3ye4 种苗zhong3miao2 仔猪zi3zhu1 给水ji3shui3
给排水ji3pai2shui3 供给gong1ji3 折叠zhe2die2 折扣zhe2kou4 黑马hei1ma3 黑龙江hei1long2jiang1 黑河hei1he2
能源neng2yuan2 能量neng2liang4 参考can1kao3 都可dou1ke3 洗涤xi3di2 洗车xi3che1 洗衣xi3yi1 那曲na4qu3
句容ju4rong2 薄膜bo2mo2 长chang2 都du1 华hua2 晟sheng4 琢zhuo2 泊bo2 长乐chang2le4 长葛chang2ge3
行长hang2zhang3 会长hui4zhang3 部长bu4zhang3 局长ju2zhang3 院长yuan4zhang3 校长xiao4zhang3 厂长chang3zhang3
店长dian4zhang3 董事长dong3shi4zhang3 理事长li3shi4zhang3 秘书长mi4shu1zhang3 组长zu3zhang3 科长ke1zhang3
处长chu4zhang3 市长shi4zhang3 县长xian4zhang3 区长qu1zhang3 镇长zhen4zhang3 乡长xiang1zhang3 村长cun1zhang3
省长sheng3zhang3 州长zhou1zhang3 司长si1zhang3 馆长guan3zhang3 台长tai2zhang3 站长zhan4zhang3 所长suo3zhang3
社长she4zhang3 家长jia1zhang3 队长dui4zhang3 班长ban1zhang3 船长chuan2zhang3 机长ji1zhang3 首长shou3zhang3
团长tuan2zhang3 学长xue2zhang3 兄长xiong1zhang3 成长cheng2zhang3 增长zeng1zhang3 生长sheng1zhang3
长大zhang3da4 协调xie2tiao2 调节tiao2jie2 调整tiao2zheng3 调试tiao2shi4 调和tiao2he2 烹调peng1tiao2
藏香zang4xiang1 藏红花zang4hong2hua1 藏医zang4yi1 藏獒zang4ao2 什刹海shi2cha4hai3";

/// One word: its characters, and the reading of each with its tone.
pub(crate) struct Word {
    pub chars: Vec<char>,
    pub sounds: Vec<(&'static str, u8)>,
}

/// Words by their first character, the longest first.
pub(crate) type Words = HashMap<char, Vec<Word>>;

pub(crate) static ANYWHERE: LazyLock<Words> = LazyLock::new(|| read(&[WORDS]));
pub(crate) static PEOPLE: LazyLock<Words> = LazyLock::new(|| read(&[SURNAMES, SHORT_SURNAMES]));
pub(crate) static FIRST: LazyLock<Words> = LazyLock::new(|| read(&[SURNAMES]));

/// The longest word at the beginning of `chars`.
pub(crate) fn longest(words: &Words, chars: impl Iterator<Item = char> + Clone) -> Option<&Word> {
    let candidates = words.get(&chars.clone().next()?)?;
    candidates.iter().find(|word| word.chars.iter().copied().eq(chars.clone().take(word.chars.len())))
}

fn read(lists: &[&'static str]) -> Words {
    let mut words = Words::new();
    for text in lists.iter().flat_map(|list| list.split_whitespace()) {
        let word = word(text);
        if let Some(&first) = word.chars.first() {
            words.entry(first).or_default().push(word);
        }
    }
    for same in words.values_mut() {
        same.sort_by_key(|word| std::cmp::Reverse(word.chars.len()));
    }
    words
}

fn word(text: &'static str) -> Word {
    let begin = text.find(|c: char| c.is_ascii_lowercase()).unwrap_or(text.len());
    let (chars, sounds) = text.split_at(begin);
    let sounds = sounds.split_inclusive(|c: char| c.is_ascii_digit()).map(sound).collect();
    Word { chars: chars.chars().collect(), sounds }
}

/// "zhang1" → ("zhang", 1); without a digit the tone is 0.
pub(crate) fn sound(text: &'static str) -> (&'static str, u8) {
    match text.as_bytes().last() {
        Some(digit @ b'0'..=b'9') => (&text[..text.len() - 1], digit - b'0'),
        _ => (text, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_reading() {
        for word in ANYWHERE.values().chain(PEOPLE.values()).flatten() {
            let spelled: String = word.chars.iter().collect();
            assert_eq!(word.chars.len(), word.sounds.len(), "{spelled}");
            assert!(
                word.sounds.iter().all(|(sound, tone)| !sound.is_empty() && (1..=4).contains(tone)),
                "{spelled}"
            );
            assert!(word.chars.iter().all(|&c| crate::simplified::simplify(c) == c), "{spelled}");
        }
    }
}
