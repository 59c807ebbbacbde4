// Variant kanji that meet in names (旧字体, 異体字, 俗字): each maps to the form of everyday use. A hit is a flag for a
// person, so the table holds what offices meet daily, not every variant there is. 斉/斎 stay apart: they are two names.
#pragma once

#include <array>
#include <utility>

namespace hashira::parties {

inline constexpr std::array<std::pair<char32_t, char32_t>, 71> variant_kanji = {{
    {U'髙', U'高'}, {U'﨑', U'崎'}, {U'嵜', U'崎'}, {U'齋', U'斎'}, {U'齊', U'斉'}, {U'濵', U'浜'}, {U'濱', U'浜'}, {U'邊', U'辺'},
    {U'邉', U'辺'}, {U'澤', U'沢'}, {U'廣', U'広'}, {U'德', U'徳'}, {U'瀨', U'瀬'}, {U'槇', U'槙'}, {U'桒', U'桑'}, {U'𠮷', U'吉'},
    {U'櫻', U'桜'}, {U'國', U'国'}, {U'嶋', U'島'}, {U'嶌', U'島'}, {U'眞', U'真'}, {U'惠', U'恵'}, {U'榮', U'栄'}, {U'彌', U'弥'},
    {U'圓', U'円'}, {U'壽', U'寿'}, {U'淺', U'浅'}, {U'萬', U'万'}, {U'與', U'与'}, {U'冨', U'富'}, {U'峯', U'峰'}, {U'舩', U'船'},
    {U'條', U'条'}, {U'曾', U'曽'}, {U'會', U'会'}, {U'學', U'学'}, {U'縣', U'県'}, {U'藏', U'蔵'}, {U'莊', U'荘'}, {U'關', U'関'},
    {U'繩', U'縄'}, {U'顯', U'顕'}, {U'靜', U'静'}, {U'舘', U'館'}, {U'檜', U'桧'}, {U'鷗', U'鴎'}, {U'籠', U'篭'}, {U'彥', U'彦'},
    {U'淵', U'渕'}, {U'栁', U'柳'}, {U'𣘺', U'橋'}, {U'黑', U'黒'}, {U'寬', U'寛'}, {U'增', U'増'}, {U'龍', U'竜'}, {U'瀧', U'滝'},
    {U'實', U'実'}, {U'豐', U'豊'}, {U'勳', U'勲'}, {U'淨', U'浄'}, {U'禮', U'礼'}, {U'證', U'証'}, {U'晉', U'晋'}, {U'鐵', U'鉄'},
    {U'燈', U'灯'}, {U'樂', U'楽'}, {U'穗', U'穂'}, {U'兒', U'児'}, {U'巖', U'巌'}, {U'總', U'総'}, {U'祕', U'秘'},
}};

}  // namespace hashira::parties
