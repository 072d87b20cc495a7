// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/file_paper.h"
#include "core/patients/resident_file.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"

#include <QDate>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

using Pieces = std::vector<FilePiece>;

constexpr int labelShare = 16;

/// What the paper says beside the file's fields.
struct PaperFacts
{
    QString township, village, clinic, doctor, establishedBy;
    bool isBlank = false;
};

FileCell label(const QString &text, int share = labelShare)
{
    return {{{text, false}}, share, true};
}

FileCell words(const QString &text, int share)
{
    return {{{text, false}}, share, false};
}

void addWords(Pieces &pieces, const QString &text)
{
    if (!text.isEmpty())
        pieces.push_back({text, false});
}

void addBox(Pieces &pieces, const QString &written)
{
    pieces.push_back({written, true});
}

/// Each figure of a number in a box of its own.
Pieces figures(const QString &digits, std::initializer_list<int> groups)
{
    Pieces pieces;
    qsizetype at = 0;
    for (const int group : groups) {
        if (at > 0)
            addWords(pieces, QStringLiteral("-"));
        for (int i = 0; i < group; ++i, ++at)
            addBox(pieces, digits.mid(at, 1));
    }
    return pieces;
}

void addOptions(Pieces &pieces, const BasicField &field, QStringView version)
{
    for (const BasicOption &option : field.optionsOf(version))
        addWords(pieces, QString::number(option.number) + option.nameText() +
                             (option.asksName ? QStringLiteral("____") : QString()));
}

QStringList textsOf(const ResidentFile &file, const BasicField &field)
{
    return fieldText(file, field).split(u';', Qt::SkipEmptyParts);
}

/// The chosen numbers, `least` boxes at least, with / between.
void addBoxes(Pieces &pieces, const std::vector<BasicEntry> &entries, std::size_t least)
{
    const std::size_t all = std::max(least, entries.size());
    for (std::size_t i = 0; i < all; ++i) {
        if (i > 0)
            addWords(pieces, QStringLiteral("/"));
        addBox(pieces, i < entries.size() ? QString::number(entries[i].number) : QString());
    }
}

void addNames(Pieces &pieces, const BasicField &field, const std::vector<BasicEntry> &entries, QStringView version)
{
    for (const BasicEntry &entry : entries)
        if (!entry.name.isEmpty())
            addWords(pieces, entry.number == 0
                                 ? entry.name
                                 : wordsFor(field, QString::number(entry.number), version) + u'：' + entry.name);
}

/// 1户籍 2非户籍 □; several with / between.
FileCell options(const ResidentFile &file, const char *column, int share, std::size_t boxes = 1)
{
    const BasicField &field = *basicField(QString::fromLatin1(column));
    const QString &version = file.form.formVersion;
    FileCell cell{{}, share, false};
    addOptions(cell.pieces, field, version);
    const std::vector<BasicEntry> entries = entriesOf(textsOf(file, field));
    addNames(cell.pieces, field, entries, version);
    addBoxes(cell.pieces, entries, boxes);
    return cell;
}

/// The paper knows 汉族 and one line for all others.
FileCell ethnicity(const ResidentFile &file, int share)
{
    const QString &code = file.patient.ethnicity;
    const bool isHan = code == u"01", isOther = !code.isEmpty() && !isHan;
    FileCell cell{{}, share, false};
    addWords(cell.pieces, QStringLiteral("01汉族"));
    addWords(cell.pieces, QStringLiteral("99少数民族") +
                              (isOther ? fieldWords(file, *basicField(u"ethnicity")) : QStringLiteral("______")));
    addBox(cell.pieces, isHan ? QStringLiteral("01") : isOther ? QStringLiteral("99") : QString());
    return cell;
}

FileCell bloodCell(const ResidentFile &file, int share)
{
    FileCell cell{{}, share, false};
    addOptions(cell.pieces, *basicField(u"blood_type"), {});
    addWords(cell.pieces, QStringLiteral("/ RH："));
    addOptions(cell.pieces, *basicField(u"rh"), file.form.formVersion);
    addBox(cell.pieces, fieldText(file, *basicField(u"blood_type")));
    addWords(cell.pieces, QStringLiteral("/"));
    addBox(cell.pieces, file.form.rh);
    return cell;
}

FileCell diseaseCell(const ResidentFile &file, int share)
{
    constexpr std::size_t lines = 6;
    const BasicField &field = *basicField(u"diseases");
    FileCell cell{{}, share, false};
    addOptions(cell.pieces, field, file.form.formVersion);
    const std::vector<BasicEntry> entries = entriesOf(textsOf(file, field));
    addNames(cell.pieces, field, entries, file.form.formVersion);
    for (std::size_t i = 0; i < std::max(lines, entries.size()); ++i) {
        const BasicEntry entry = i < entries.size() ? entries[i] : BasicEntry{};
        addBox(cell.pieces, entry.number == 0 ? QString() : QString::number(entry.number));
        const QString year = entry.since.isNone() ? QStringLiteral("    ") : QString::number(entry.since.year());
        const QString month = entry.since.month() == 0 ? QStringLiteral("  ") : QString::number(entry.since.month());
        addWords(cell.pieces, QStringLiteral("确诊时间 %1 年 %2 月/").arg(year, month));
    }
    return cell;
}

/// 1无 2有：名称① ____ 时间 ____ /名称② …
FileCell happenings(const ResidentFile &file, const char *column, const QString &what, int share)
{
    const BasicField &field = *basicField(QString::fromLatin1(column));
    std::vector<BasicEntry> entries = entriesOf(textsOf(file, field));
    const bool isNone = entries.size() == 1 && entries.front().number == 1;
    const bool isSaid = !entries.empty();
    if (isNone)
        entries.clear();
    FileCell cell{{}, share, false};
    addWords(cell.pieces, QStringLiteral("1无"));
    addWords(cell.pieces, QStringLiteral("2有："));
    for (std::size_t i = 0; i < std::max<std::size_t>(2, entries.size()); ++i) {
        const BasicEntry entry = i < entries.size() ? entries[i] : BasicEntry{};
        addWords(cell.pieces, what + QChar(static_cast<char16_t>(u'①' + i)) + u' ' +
                                  (entry.name.isEmpty() ? QStringLiteral("________") : entry.name));
        addWords(cell.pieces,
                 QStringLiteral("时间 ") + (entry.since.isNone() ? QStringLiteral("________") : entry.since.text()));
    }
    addBox(cell.pieces, isNone ? QStringLiteral("1") : isSaid ? QStringLiteral("2") : QString());
    return cell;
}

FileCell family(const ResidentFile &file, const char *column, int share)
{
    const BasicField &field = *basicField(QString::fromLatin1(column));
    FileCell cell{{}, share, false};
    const std::vector<BasicEntry> entries = entriesOf(textsOf(file, field));
    addNames(cell.pieces, field, entries, file.form.formVersion);
    addBoxes(cell.pieces, entries, 6);
    return cell;
}

FileCell born(const ResidentFile &file, int share)
{
    QString digits = file.patient.birthDate.text().remove(u'-');
    return {figures(digits, {4, 2, 2}), share, false};
}

std::vector<FileRow> formRows(const ResidentFile &file)
{
    const Patient &p = file.patient;
    const BasicInformation &b = file.form;
    const QString past = QStringLiteral("既往史"), living = QStringLiteral("生活环境*");
    constexpr int wide = 100 - labelShare, half = 50 - labelShare;
    std::vector<FileRow> rows{
        {{},
         {label(QStringLiteral("性别")), options(file, "sex", half), label(QStringLiteral("出生日期")),
          born(file, half)}},
        {{},
         {label(QStringLiteral("身份证号")), words(p.idNumber, half), label(QStringLiteral("工作单位")),
          words(b.workplace, half)}},
        {{},
         {label(QStringLiteral("本人电话")), words(p.phone, 18), label(QStringLiteral("联系人姓名")),
          words(b.contactName, 16), label(QStringLiteral("联系人电话")), words(b.contactPhone, 18)}},
        {{},
         {label(QStringLiteral("常住类型")), options(file, "residency", half), label(QStringLiteral("民族")),
          ethnicity(file, half)}},
        {{}, {label(QStringLiteral("血型")), bloodCell(file, wide)}},
        {{}, {label(QStringLiteral("文化程度")), options(file, "education", wide)}},
        {{}, {label(QStringLiteral("职业")), options(file, "occupation", wide)}},
        {{}, {label(QStringLiteral("婚姻状况")), options(file, "marriage", wide)}},
        {{}, {label(QStringLiteral("医疗费用支付方式")), options(file, "payments", wide, 3)}},
        {{}, {label(QStringLiteral("药物过敏史")), options(file, "no_drug_allergies", wide, 4)}},
        {{}, {label(QStringLiteral("暴露史")), options(file, "exposures", wide, 3)}},
        {past, {label(QStringLiteral("疾病")), diseaseCell(file, wide)}},
        {past, {label(QStringLiteral("手术")), happenings(file, "operations", QStringLiteral("名称"), wide)}},
        {past, {label(QStringLiteral("外伤")), happenings(file, "injuries", QStringLiteral("名称"), wide)}},
        {past, {label(QStringLiteral("输血")), happenings(file, "transfusions", QStringLiteral("原因"), wide)}},
        {QStringLiteral("家族史"),
         {label(QStringLiteral("父亲")), family(file, "father_history", half), label(QStringLiteral("母亲")),
          family(file, "mother_history", half)}},
        {QStringLiteral("家族史"),
         {label(QStringLiteral("兄弟姐妹")), family(file, "siblings_history", half), label(QStringLiteral("子女")),
          family(file, "children_history", half)}},
    };
    FileCell familyOptions{{}, 100, false};
    addOptions(familyOptions.pieces, *basicField(u"father_history"), b.formVersion);
    rows.push_back({QStringLiteral("家族史"), {familyOptions}});
    rows.push_back({{}, {label(QStringLiteral("遗传病史")), options(file, "hereditary", wide)}});
    FileCell disability = options(file, "disabilities", wide, 6);
    if (!b.disabilityNumber.isEmpty())
        addWords(disability.pieces, QStringLiteral("残疾证号：") + b.disabilityNumber);
    rows.push_back({{}, {label(QStringLiteral("残疾情况")), disability}});
    for (const auto &[column, name] :
         {std::pair{"kitchen", "厨房排风设施"}, std::pair{"fuel", "燃料类型"}, std::pair{"water", "饮水"},
          std::pair{"toilet", "厕所"}, std::pair{"livestock", "禽畜栏"}})
        rows.push_back({living, {label(QString::fromUtf8(name)), options(file, column, wide)}});
    return rows;
}

std::vector<FileRow> coverRows(const ResidentFile &file, const PaperFacts &facts)
{
    const Patient &p = file.patient;
    const BasicInformation &b = file.form;
    std::vector<FileRow> rows;
    const auto line = [&rows](const QString &name, const QString &said) {
        rows.push_back({{}, {label(name, 30), words(said, 70)}});
    };
    line(QStringLiteral("姓名"), p.name);
    line(QStringLiteral("现住址"), p.address);
    line(QStringLiteral("户籍地址"), b.registeredAddress);
    line(QStringLiteral("联系电话"), p.phone);
    line(QStringLiteral("乡镇（街道）名称"), facts.township);
    line(QStringLiteral("村（居）委会名称"), facts.village);
    line(QStringLiteral("建档单位"), facts.clinic);
    line(QStringLiteral("建档人"), facts.establishedBy);
    line(QStringLiteral("责任医生"), facts.doctor);
    line(QStringLiteral("建档日期"), b.establishedOn.isValid()
                                         ? b.establishedOn.toString(QStringLiteral("yyyy 年 M 月 d 日"))
                                         : QStringLiteral("      年    月    日"));
    return rows;
}

/// The card's own short list of diseases, ticked by hand; which of the form's options each is (0: none).
FileCell cardDiseases(const ResidentFile &file, bool isBlank)
{
    struct CardDisease
    {
        int option;
        const char16_t *name;
    };
    static constexpr std::array known{CardDisease{1, u"无"},     CardDisease{2, u"高血压"}, CardDisease{3, u"糖尿病"},
                                      CardDisease{7, u"脑卒中"}, CardDisease{4, u"冠心病"}, CardDisease{0, u"哮喘"},
                                      CardDisease{12, u"职业病"}};
    FileCell cell{{}, 72, false};
    QStringList others;
    const std::vector<BasicEntry> entries = isBlank ? std::vector<BasicEntry>{} : entriesOf(file.form.diseases);
    const BasicField &field = *basicField(u"diseases");
    for (const CardDisease &disease : known) {
        const bool has = disease.option != 0 && std::any_of(entries.begin(), entries.end(), [&](const BasicEntry &e) {
                             return e.number == disease.option;
                         });
        addBox(cell.pieces, has ? QStringLiteral("√") : QString());
        addWords(cell.pieces, QString::fromUtf16(disease.name));
    }
    for (const BasicEntry &entry : entries)
        if (std::none_of(known.begin(), known.end(),
                         [&entry](const CardDisease &disease) { return disease.option == entry.number; }))
            others.append(entry.name.isEmpty() ? wordsFor(field, QString::number(entry.number), file.form.formVersion)
                                               : entry.name);
    addBox(cell.pieces, others.isEmpty() ? QString() : QStringLiteral("√"));
    addWords(cell.pieces,
             QStringLiteral("其他疾病 ") + (others.isEmpty() ? QStringLiteral("______") : others.join(u'、')));
    return cell;
}

QString allergyWords(const ResidentFile &file)
{
    QStringList substances;
    for (const AllergyIntolerance &allergy : file.allergies)
        substances.append(allergy.substance);
    return substances.isEmpty() && file.form.noDrugAllergies ? QStringLiteral("无") : substances.join(u'、');
}

std::vector<FileRow> cardRows(const ResidentFile &file, const PaperFacts &facts, std::size_t &back)
{
    const Patient &p = file.patient;
    const BasicInformation &b = file.form;
    std::vector<FileRow> rows{
        {{},
         {label(QStringLiteral("姓名"), 14), words(p.name, 22), label(QStringLiteral("性别"), 12),
          words(fieldWords(file, *basicField(u"sex")), 14), label(QStringLiteral("出生日期"), 16),
          words(p.birthDate.text(), 22)}},
        {{}, {label(QStringLiteral("健康档案编号"), 28), {figures(p.recordNumber.right(8), {3, 5}), 72, false}}},
        {{}, {label(QStringLiteral("ABO血型"), 28), options(file, "blood_type", 72)}},
        {{}, {label(QStringLiteral("RH血型"), 28), options(file, "rh", 72)}},
        {{}, {label(QStringLiteral("慢性病患病情况"), 28), cardDiseases(file, facts.isBlank)}},
        {{}, {label(QStringLiteral("过敏史"), 28), words(allergyWords(file), 72)}},
    };
    back = rows.size();
    const auto line = [&rows](const QString &name, const QString &said, const QString &next, const QString &other) {
        FileRow row{{}, {label(name, 28), words(said, next.isEmpty() ? 72 : 26)}};
        if (!next.isEmpty()) {
            row.cells.push_back(label(next, 22));
            row.cells.push_back(words(other, 24));
        }
        rows.push_back(std::move(row));
    };
    line(QStringLiteral("家庭住址"), p.address, QStringLiteral("家庭电话"), p.phone);
    line(QStringLiteral("紧急情况联系人"), b.contactName, QStringLiteral("联系人电话"), b.contactPhone);
    line(QStringLiteral("建档机构名称"), facts.clinic, QStringLiteral("联系电话"), {});
    line(QStringLiteral("责任医生或护士"), facts.doctor, QStringLiteral("联系电话"), {});
    line(QStringLiteral("其他说明"), facts.isBlank ? QString() : p.remarks.simplified(), {}, {});
    return rows;
}

FilePaper paperOf(FilePaperKind kind, const ResidentFile &file, const PaperFacts &facts)
{
    FilePaper paper;
    paper.kind = kind;
    paper.name = file.patient.name;
    paper.number = file.patient.recordNumber;
    if (kind == FilePaperKind::Cover)
        paper.rows = coverRows(file, facts);
    else if (kind == FilePaperKind::BasicForm)
        paper.rows = formRows(file);
    else
        paper.rows = cardRows(file, facts, paper.back);
    return paper;
}

Result<PaperFacts> factsOf(const Snapshot &snapshot, const ResidentFile &file)
{
    PaperFacts facts;
    YIGONG_LET(site, snapshot.find<Site>(file.patient.site));
    if (site) {
        facts.clinic = site->name;
        QString village = site->name;
        facts.village = site->tier == Tier::Village ? village.remove(QStringLiteral("卫生室")) : QString();
        YIGONG_LET(above, snapshot.find<Site>(site->parent));
        QString township = site->tier == Tier::Township ? site->name : above ? above->name : QString();
        facts.township = township.remove(QStringLiteral("中心卫生院")).remove(QStringLiteral("卫生院"));
    }
    YIGONG_LET(doctor, practitionerName(snapshot, file.form.doctor));
    YIGONG_LET(by, practitionerName(snapshot, file.form.establishedBy));
    facts.doctor = doctor;
    facts.establishedBy = by;
    return facts;
}

/// "注明修改、更换时间": what the paper would show struck out beside the new value.
std::vector<QString> changeNotes(const std::vector<ResidentEvent> &events, const QString &version)
{
    std::vector<QString> notes;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        const BasicField *field = basicField(event->what);
        if (event->kind != ResidentEventKind::Changed || !field || field->part == BasicPart::Care)
            continue;
        const QString after = wordsFor(*field, event->after, version);
        notes.push_back(QStringLiteral("%1 由“%2”改为“%3”，%4")
                            .arg(field->nameText(), wordsFor(*field, event->before, version),
                                 after.isEmpty() ? QStringLiteral("空") : after, event->day.text()));
    }
    return notes;
}

} // namespace

QString nameOf(FilePaperKind kind)
{
    return kind == FilePaperKind::Cover       ? QStringLiteral("cover")
           : kind == FilePaperKind::BasicForm ? QStringLiteral("basic")
                                              : QStringLiteral("card");
}

QString titleOf(FilePaperKind kind)
{
    return kind == FilePaperKind::Cover       ? QStringLiteral("居民健康档案")
           : kind == FilePaperKind::BasicForm ? QStringLiteral("个人基本信息表")
                                              : QStringLiteral("居民健康档案信息卡");
}

FilePaper blankFilePaper(FilePaperKind kind)
{
    PaperFacts facts;
    facts.isBlank = true;
    return paperOf(kind, {}, facts);
}

Result<FilePaper> filePaper(const Snapshot &snapshot, const Actor &actor, Id patient, FilePaperKind kind)
{
    YIGONG_LET(file, openResidentFile(snapshot, actor, patient));
    YIGONG_LET(facts, factsOf(snapshot, file));
    FilePaper paper = paperOf(kind, file, facts);
    paper.patient = file.patient.id;
    if (kind == FilePaperKind::BasicForm) {
        YIGONG_LET(events, residentEventsOf(snapshot, file.patient.id));
        paper.notes = changeNotes(events, file.form.formVersion);
    }
    return paper;
}

} // namespace yigong
