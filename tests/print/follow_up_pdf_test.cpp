// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/print/pdf_text.h"
#include "ui/print/follow_up_pdf.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace yigong;

namespace {

FollowUpPaper filledPaper(FollowUpProgram program)
{
    FollowUpPaper paper = blankFollowUpPaper(program);
    paper.name = "李秀兰"_q;
    paper.number = "00100027"_q;
    paper.filled = FollowUpPaper::visits;
    int pressure = 150;
    for (PaperRow &row : paper.rows)
        for (PaperCell &cell : row.cells) {
            if (row.name == "血压（mmHg）"_q)
                cell.text = QStringLiteral("%1 / 86").arg(pressure++);
            if (cell.boxes.size() == 1)
                cell.boxes = {"2"_q};
            if (row.name == "备注"_q)
                cell.text = "危险情况：剧烈头痛或头晕"_q;
        }
    return paper;
}

/// Kept to be looked at, beside the pages' pictures.
QString keptFile(const QString &name)
{
    const QString folder = QStringLiteral(YIGONG_BINARY_DIR "/pictures");
    QDir().mkpath(folder);
    return folder + u'/' + name;
}

} // namespace

TEST_CASE("the national form of each disease is one page of A4, filled and blank", "[print][followups]")
{
    for (const auto program : {FollowUpProgram::Hypertension, FollowUpProgram::Diabetes}) {
        const QString filled = keptFile("follow-up-form-"_q + nameOf(program) + ".pdf"_q);
        const QString blank = keptFile("follow-up-form-"_q + nameOf(program) + "-blank.pdf"_q);
        REQUIRE(writeFollowUpPdf(filledPaper(program), filled));
        REQUIRE(writeFollowUpPdf(blankFollowUpPaper(program), blank));
        const QString text = textOf(filled);
        if (text.isEmpty()) {
            WARN("no pdftotext here: what is written in the file was not read");
            continue;
        }
        CHECK(text.contains(titleOf(program) + "患者随访服务记录表"_q));
        CHECK(text.contains("李秀兰"_q));
        for (int column = 0; column < 4; ++column)
            CHECK(text.contains(QStringLiteral("%1 / 86").arg(150 + column)));
        CHECK(text.indexOf("150 / 86"_q) < text.indexOf("153 / 86"_q));
        CHECK(text.count(QChar::FormFeed) == 1); // one page
        CHECK(textOf(blank).count(QChar::FormFeed) == 1);
        CHECK_FALSE(textOf(blank).contains("/ 86"_q));
    }
}

TEST_CASE("what is longer than a page goes on on the next, and nothing of it is cut", "[print][followups]")
{
    const QTemporaryDir folder;
    FollowUpPaper paper = filledPaper(FollowUpProgram::Hypertension);
    for (PaperRow &row : paper.rows)
        if (row.name == "辅助检查"_q || row.name == "用药调整意见"_q)
            for (PaperCell &cell : row.cells)
                cell.text = QString(420, u'查') + "完"_q;
    REQUIRE(writeFollowUpPdf(paper, folder.filePath("long.pdf"_q)));
    const QString text = textOf(folder.filePath("long.pdf"_q));
    if (text.isEmpty()) {
        WARN("no pdftotext here: what is written in the file was not read");
        return;
    }
    CHECK(text.count(QChar::FormFeed) == 2);
    CHECK(text.count("完"_q) >= 8);
    CHECK(text.count("李秀兰"_q) == 2); // the head stands on both
}

TEST_CASE("a form that cannot be written says so", "[print][followups]")
{
    const QTemporaryDir folder;
    const auto nowhere =
        writeFollowUpPdf(blankFollowUpPaper(FollowUpProgram::Diabetes), folder.filePath("no such folder/x.pdf"_q));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().kind == ErrorKind::FileUnwritable);
}
