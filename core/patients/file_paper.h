// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/basic_form.h"
#include "core/store/snapshot.h"
#include "core/store/transaction.h"

#include <vector>

namespace yigong {

enum class FilePaperKind : quint8
{
    Cover,     ///< 居民健康档案封面
    BasicForm, ///< 个人基本信息表
    Card,      ///< 居民健康档案信息卡
};
QString nameOf(FilePaperKind kind); ///< "cover", "basic", "card"
QString titleOf(FilePaperKind kind);

/// A word that is not broken, or a box □ with what is written into it.
struct FilePiece
{
    QString text;
    bool isBox = false;
};

/// `share` of the row's width, in hundredths.
struct FileCell
{
    std::vector<FilePiece> pieces;
    int share = 0;
    bool isLabel = false; ///< centred
};

struct FileRow
{
    QString group; ///< 既往史; rows of one group follow each other. Empty: the first cell begins at the edge
    std::vector<FileCell> cells;
};

/// A page of the file as the national form has it. Filled or not, it has the same rows: paper is checked against it.
struct FilePaper
{
    FilePaperKind kind = FilePaperKind::BasicForm;
    Id patient;     ///< none on a form that is nobody's
    QString name;   ///< 姓名
    QString number; ///< 编号, seventeen digits; the form prints the last eight
    std::vector<FileRow> rows;
    std::size_t back = 0;       ///< of the card: first row of its back
    std::vector<QString> notes; ///< below the table: what was changed, with the old value and its day
};

/// Nobody's, with nothing in it.
FilePaper blankFilePaper(FilePaperKind kind);
/// A resident's. Opens the record. Door ReadPatient. Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<FilePaper> filePaper(const Snapshot &snapshot, const Actor &actor, Id patient, FilePaperKind kind);

} // namespace yigong
