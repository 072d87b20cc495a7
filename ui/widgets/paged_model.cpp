// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/paged_model.h"

namespace yigong {

RowsModel::RowsModel(QList<Column> columns, QObject *parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns))
{}

void RowsModel::setColumns(QList<Column> columns)
{
    beginResetModel();
    m_columns = std::move(columns);
    endResetModel();
}

int RowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[section].head;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(m_columns[section].align | Qt::AlignVCenter);
    return {};
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    const bool text = role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole;
    if (!index.isValid() || (!text && role != cellRole))
        return {};
    auto cell = cellAt(index.row(), index.column());
    if (!cell)
        return {};
    if (text)
        return cell->plainText();
    if (m_columns[index.column()].align & Qt::AlignRight)
        cell->align = Qt::AlignRight;
    return QVariant::fromValue(*cell);
}

} // namespace yigong
