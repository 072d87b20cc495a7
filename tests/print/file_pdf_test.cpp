// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/resident_file.h"
#include "tests/patients/clinic.h"
#include "tests/print/pdf_text.h"
#include "ui/print/file_pdf.h"

#include <QDir>
#include <QTemporaryDir>

using namespace yigong;

namespace {

constexpr FilePaperKind filePapers[] = {FilePaperKind::Cover, FilePaperKind::BasicForm, FilePaperKind::Card};

/// 李秀兰 with a form that says something in every part, one field of it changed since.
struct PaperClinic : Clinic
{
    Id li = resident("李秀兰"_q, "34118119570307330"_q, "13805500001"_q);

    void fills(std::initializer_list<std::pair<const char *, const char *>> answers)
    {
        REQUIRE(writes([&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, residentFileOf(tx, li));
            ResidentFile after = before;
            for (const auto &[column, text] : answers)
                YIGONG_TRY(setField(after, *basicField(QString::fromLatin1(column)), QString::fromUtf8(text)));
            return saveResidentFile(tx, before, after);
        }));
    }
    PaperClinic()
    {
        fills({{"registered_address", "云岭县柳河镇王庄村 3 组"},
               {"contact_name", "张小军"},
               {"contact_phone", "13905500002"},
               {"residency", "1"},
               {"ethnicity", "3"},
               {"blood_type", "2"},
               {"rh", "2"},
               {"education", "8"},
               {"occupation", "4"},
               {"marriage", "2"},
               {"payments", "3;8||村集体"},
               {"no_drug_allergies", "2;5||头孢类"},
               {"exposures", "1"},
               {"diseases", "2 2018-06; 3 2020; 6 2021-03 肺癌"},
               {"operations", "2 1998 阑尾切除"},
               {"injuries", "1"},
               {"transfusions", "1"},
               {"father_history", "2;7"},
               {"mother_history", "12 青光眼"},
               {"siblings_history", "1"},
               {"children_history", "1"},
               {"hereditary", "1"},
               {"disabilities", "5"},
               {"disability_number", "34118119570307330044"},
               {"kitchen", "2"},
               {"fuel", "1"},
               {"water", "1"},
               {"toilet", "1"},
               {"livestock", "2"}});
        clock.advanceMs(86'400'000);
        fills({{"education", "7"}, {"contact_phone", "13905500003"}});
    }
    FilePaper paper(FilePaperKind kind)
    {
        const auto made = reads([&](const Snapshot &s) { return filePaper(s, actor, li, kind); });
        REQUIRE(made);
        return *made;
    }
};

QString keptFileOf(const QString &name)
{
    const QString folder = QStringLiteral(YIGONG_BINARY_DIR "/pictures");
    QDir().mkpath(folder);
    return folder + u'/' + name;
}

} // namespace

TEST_CASE("cover, basic information form and card are a page of A4 each, filled and blank", "[print][patients]")
{
    PaperClinic clinic;
    for (const FilePaperKind kind : filePapers) {
        const QString filled = keptFileOf("file-"_q + nameOf(kind) + ".pdf"_q);
        const QString blank = keptFileOf("file-"_q + nameOf(kind) + "-blank.pdf"_q);
        REQUIRE(writeFilePdf({clinic.paper(kind)}, filled));
        REQUIRE(writeFilePdf({blankFilePaper(kind)}, blank));
        const QString text = textOf(filled);
        if (text.isEmpty()) {
            WARN("no pdftotext here: what is written in the file was not read");
            continue;
        }
        INFO(nameOf(kind).toStdString());
        CHECK(text.count(QChar::FormFeed) == 1);
        CHECK(textOf(blank).count(QChar::FormFeed) == 1);
        CHECK(text.contains("李秀兰"_q));
        CHECK_FALSE(textOf(blank).contains("李秀兰"_q));
    }
}

TEST_CASE("the printed form says what was changed, from what and when", "[print][patients]")
{
    PaperClinic clinic;
    const FilePaper paper = clinic.paper(FilePaperKind::BasicForm);
    QStringList notes(paper.notes.begin(), paper.notes.end());
    notes.sort();
    CHECK(notes == QStringList{"文化程度 由“小学”改为“初中”，2025-05-14"_q,
                               "联系人电话 由“13905500002”改为“13905500003”，2025-05-14"_q});
    // Filled or not, the same rows.
    const FilePaper blank = blankFilePaper(FilePaperKind::BasicForm);
    REQUIRE(blank.rows.size() == paper.rows.size());
    for (std::size_t i = 0; i < blank.rows.size(); ++i)
        CHECK(blank.rows[i].cells.size() == paper.rows[i].cells.size());
}

TEST_CASE("a file of many entries goes on on the next page, and nothing of it is cut", "[print][patients]")
{
    PaperClinic clinic;
    QString operations;
    for (int i = 0; i < 120; ++i)
        operations += QStringLiteral("2 %1 手术第%2次完;").arg(1960 + i % 60).arg(i);
    const QByteArray typed = operations.toUtf8();
    clinic.fills({{"operations", typed.constData()}});
    const QTemporaryDir folder;
    REQUIRE(writeFilePdf({clinic.paper(FilePaperKind::BasicForm)}, folder.filePath("long.pdf"_q)));
    const QString text = textOf(folder.filePath("long.pdf"_q));
    if (text.isEmpty()) {
        WARN("no pdftotext here: what is written in the file was not read");
        return;
    }
    CHECK(text.count(QChar::FormFeed) >= 2);
    CHECK(text.count("次完"_q) >= 120);
}
