// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "ui/widgets/cell.h"
#include <QAbstractTableModel>
#include <QFuture>
#include <QFutureWatcher>
#include <QHash>
#include <QSet>
#include <functional>
#include <vector>

namespace yigong {

/// One column of a table. `width` in 100 % pixels; 0 takes the slack (one text column, never numbers).
struct Column
{
    QString head;
    int width = 0;
    Qt::Alignment align = Qt::AlignLeft;
};

/// A part of a longer list, with how long the list is.
template <typename Row> struct RowPage
{
    qint64 total = 0;
    std::vector<Row> rows;
};

/// What a Table shows: columns, and cells drawn from rows. Use PagedModel.
class RowsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit RowsModel(QList<Column> columns, QObject *parent = nullptr);

    [[nodiscard]] const QList<Column> &columns() const { return m_columns; }
    void setColumns(QList<Column> columns);
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool isLoading() const { return m_loading; }

Q_SIGNALS:
    void loaded(qint64 total);                 ///< the first page of a question is here
    void failed(const yigong::Error &problem); ///< what was shown stays

protected:
    /// None while that row is still under way.
    [[nodiscard]] virtual std::optional<Cell> cellAt(int row, int column) const = 0;
    void setLoading(bool loading) { m_loading = loading; }

private:
    QList<Column> m_columns;
    bool m_loading = false;
};

/// A list that is read page by page from the store; no list is ever loaded whole. Only what was drawn lately is kept.
/// The answer to a question that was meanwhile replaced is dropped.
///
///     auto *model = new PagedModel<ReferralRow>(columns, [](const ReferralRow &row, int column) -> Cell { … }, this);
///     model->setFetch([this](qint64 offset, int count) { return m_desk.listLater(m_filter, offset, count); });
template <typename Row> class PagedModel : public RowsModel
{
public:
    using Answer = Result<RowPage<Row>>;
    /// Asks for `count` rows from `offset` on; may answer fewer.
    using Fetch = std::function<QFuture<Answer>(qint64 offset, int count)>;
    using Draw = std::function<Cell(const Row &row, int column)>;
    static constexpr int pageSize = 100;
    static constexpr int pagesKept = 40;

    PagedModel(QList<Column> columns, Draw draw, QObject *parent = nullptr)
        : RowsModel(std::move(columns), parent), m_draw(std::move(draw))
    {}

    /// A new question: asks at once. What is shown stays until the answer is here.
    void setFetch(Fetch fetch)
    {
        m_fetch = std::move(fetch);
        reload();
    }
    /// The same question again, since what it is about has changed.
    void reload()
    {
        if (!m_fetch)
            return;
        ++m_question;
        m_pending.clear();
        setLoading(true);
        ask(0);
    }
    /// A short list that is there already.
    void setRows(std::vector<Row> rows)
    {
        ++m_question;
        m_fetch = {};
        m_pending.clear();
        const qint64 total = static_cast<qint64>(rows.size());
        beginResetModel();
        m_pages.clear();
        for (std::size_t from = 0; from < rows.size(); from += pageSize) {
            const std::size_t to = std::min(rows.size(), from + pageSize);
            m_pages.insert(static_cast<qint64>(from / pageSize),
                           std::vector<Row>(std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(from)),
                                            std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(to))));
        }
        m_total = total;
        endResetModel();
        setLoading(false);
        Q_EMIT loaded(total);
    }
    /// Null while that row is not here.
    [[nodiscard]] const Row *row(int number) const
    {
        const auto page = m_pages.constFind(number / pageSize);
        if (number < 0 || page == m_pages.constEnd() || number % pageSize >= static_cast<int>(page->size()))
            return nullptr;
        return &(*page)[static_cast<std::size_t>(number % pageSize)];
    }
    [[nodiscard]] qint64 total() const { return m_total; }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_total);
    }

protected:
    std::optional<Cell> cellAt(int number, int column) const override
    {
        if (const Row *found = row(number))
            return m_draw(*found, column);
        // Painting asks; the question itself is put from the event loop.
        auto *self = const_cast<PagedModel *>(this);
        QMetaObject::invokeMethod(
            self, [self, page = number / pageSize] { self->ask(page); }, Qt::QueuedConnection);
        return std::nullopt;
    }

private:
    void ask(qint64 page)
    {
        if (!m_fetch || m_pending.contains(page))
            return;
        m_pending.insert(page);
        auto *watcher = new QFutureWatcher<Answer>(this);
        QObject::connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, page, asked = m_question] {
            watcher->deleteLater();
            if (asked != m_question)
                return;
            m_pending.remove(page);
            if (watcher->future().resultCount() == 0)
                return setLoading(false);
            take(page, watcher->result());
        });
        watcher->setFuture(m_fetch(page * pageSize, pageSize));
    }
    void take(qint64 page, Answer answer)
    {
        const bool first = isLoading();
        setLoading(false);
        if (!answer)
            Q_EMIT failed(answer.error());
        else if (first)
            restart(std::move(*answer));
        else
            insertPage(page, std::move(*answer));
    }
    void restart(RowPage<Row> &&page)
    {
        beginResetModel();
        m_pages.clear();
        m_total = page.total;
        m_pages.insert(0, std::move(page.rows));
        endResetModel();
        Q_EMIT loaded(m_total);
    }
    void insertPage(qint64 number, RowPage<Row> &&page)
    {
        if (page.total != m_total)
            return reload(); // the list grew or shrank under us: rows have other numbers now
        if (m_pages.size() >= pagesKept)
            forgetFarthest(number);
        const int from = static_cast<int>(number * pageSize);
        const int to = from + static_cast<int>(page.rows.size()) - 1;
        m_pages.insert(number, std::move(page.rows));
        if (to >= from)
            Q_EMIT dataChanged(index(from, 0), index(to, columnCount() - 1));
    }
    void forgetFarthest(qint64 from)
    {
        qint64 farthest = from;
        for (auto it = m_pages.constBegin(); it != m_pages.constEnd(); ++it)
            if (std::abs(it.key() - from) > std::abs(farthest - from))
                farthest = it.key();
        m_pages.remove(farthest);
    }

    Draw m_draw;
    Fetch m_fetch;
    qint64 m_total = 0;
    quint64 m_question = 0;
    QHash<qint64, std::vector<Row>> m_pages;
    QSet<qint64> m_pending;
};

} // namespace yigong
