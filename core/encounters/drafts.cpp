// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/drafts.h"
#include "core/security/policy.h"

#include <QJsonDocument>

namespace yigong {

namespace {

QJsonObject objectOf(const QString &body)
{
    return QJsonDocument::fromJson(body.toUtf8()).object();
}

} // namespace

Result<Id> saveDraft(Transaction &tx, const VisitDraft &draft)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::WriteVisit));
    if (draft.patient.isNone())
        return fail(ErrorKind::Required, QStringLiteral("patient"));
    const Id id = draft.id.isNone() ? tx.newId() : draft.id;
    YIGONG_LET(others, tx.number("SELECT count(*) FROM draft WHERE id = ? AND practitioner IS NOT ?",
                                 {id.bytes(), ValueOf<Id>::to(tx.actor().practitioner)}));
    if (others > 0)
        return fail(ErrorKind::AlreadyExists, QStringLiteral("draft"), {id.text()});
    const QString body = QString::fromUtf8(QJsonDocument(jsonOf(draft)).toJson(QJsonDocument::Compact));
    YIGONG_TRY(tx.run("INSERT OR REPLACE INTO draft (id, kind, patient, practitioner, body, saved) "
                      "VALUES (?, 'visit', ?, ?, ?, ?)",
                      {id.bytes(), draft.patient.bytes(), ValueOf<Id>::to(tx.actor().practitioner), body,
                       static_cast<qint64>(tx.now().ms)}));
    return id;
}

Result<std::optional<VisitDraft>> findDraft(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    YIGONG_TRY(require(snapshot, actor, Door::WriteVisit));
    Id id;
    QString body;
    YIGONG_TRY(snapshot.eachUntil("SELECT id, body FROM draft WHERE kind = 'visit' AND patient = ? AND "
                                  "practitioner IS ? ORDER BY saved DESC, id DESC",
                                  {patient.bytes(), ValueOf<Id>::to(actor.practitioner)}, [&](const Columns &columns) {
                                      id = columns.id(0);
                                      body = columns.text(1);
                                      return false;
                                  }));
    if (id.isNone())
        return std::optional<VisitDraft>{};
    YIGONG_LET(draft, visitDraftFrom(objectOf(body)));
    draft.id = id;
    return std::optional{std::move(draft)};
}

Result<void> discardDraft(Transaction &tx, Id draft)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::WriteVisit));
    // One's own: another's is not seen here, and stays theirs.
    YIGONG_TRY(tx.run("DELETE FROM draft WHERE id = ? AND kind = 'visit' AND practitioner IS ?",
                      {draft.bytes(), ValueOf<Id>::to(tx.actor().practitioner)}));
    return {};
}

Result<std::vector<SavedDraft>> savedDrafts(const Snapshot &snapshot, const Actor &actor)
{
    YIGONG_TRY(require(snapshot, actor, Door::WriteVisit));
    std::vector<SavedDraft> drafts;
    YIGONG_TRY(snapshot.each("SELECT id, patient, practitioner, saved, body FROM draft WHERE kind = 'visit' AND "
                             "practitioner IS ? ORDER BY saved DESC, id DESC",
                             {ValueOf<Id>::to(actor.practitioner)}, [&drafts](const Columns &columns) {
                                 drafts.push_back({columns.id(0), columns.id(1), columns.id(2), columns.instant(3),
                                                   objectOf(columns.text(4))[QStringLiteral("complaint")].toString()});
                             }));
    return drafts;
}

} // namespace yigong
