// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/releases/release_exchange.h"
#include "core/base/platform/durable_file.h"
#include "core/sync/line_pace.h"
#include "core/sync/question.h"

#include <QCborMap>
#include <QDir>
#include <QFile>

namespace yigong {

namespace {

constexpr LinePace::Bounds piecePace{8 * 1024, 32 * 1024, largestPiece, 4'000};

auto badRequest()
{
    return fail(ErrorKind::BadFormat, {}, {QStringLiteral("release request")});
}

Result<QCborMap> say(const AskLine &line, const ReleaseRequest &request)
{
    YIGONG_LET(reply, line.post(seal(line.device, encode(request), line.sign, SealedFor::Release)));
    if (reply.status != 200)
        return fail(errorOfRefusal(reply));
    return decodeQuestionAnswer(reply.body).or_else([](const Error &) -> Result<QCborMap> {
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    });
}

/// One package on its way into a folder.
class Fetching
{
public:
    Fetching(const AskLine &line, const Clock &clock, const SignedRelease &release, const QString &folder)
        : m_line(line), m_clock(clock), m_release(release), m_package(folder + u'/' + release.release.fileName())
    {}

    Result<void> begin();
    Result<void> takePiece();
    Result<FoundRelease> finish();
    [[nodiscard]] qint64 here() const { return m_here; }
    [[nodiscard]] bool isAllHere() const { return m_here >= m_release.release.size; }

private:
    [[nodiscard]] QString part() const { return m_package + QStringLiteral(".part"); }

    const AskLine &m_line;
    const Clock &m_clock;
    const SignedRelease &m_release;
    QString m_package;
    qint64 m_here = 0;
    LinePace m_pace{piecePace};
};

Result<void> Fetching::begin()
{
    if (!QFile::exists(part()))
        YIGONG_TRY(writeDurably(part(), {}));
    m_here = std::min(QFileInfo(part()).size(), m_release.release.size);
    return {};
}

Result<void> Fetching::takePiece()
{
    ReleaseRequest request;
    request.kind = ReleaseRequest::Kind::Piece;
    request.deviceNow = m_clock.now();
    request.sha256 = m_release.release.sha256;
    request.offset = m_here;
    request.length = std::min(m_pace.size(), m_release.release.size - m_here);
    const auto answer = say(m_line, request);
    if (!answer) {
        const Error &why = answer.error();
        if (why.kind == ErrorKind::HubRefused && why.field == u"release-gone")
            QFile::remove(part());
        return fail(why);
    }
    const QByteArray bytes = answer->value(QStringLiteral("bytes")).toByteArray();
    if (bytes.size() != request.length)
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("piece")});
    m_pace.took(bytes.size(), m_clock.now().ms - request.deviceNow.ms);
    // Not to the disk each time: what a power cut takes is fetched again, and what it garbles the check finds.
    YIGONG_TRY(writeBehind(part(), m_here, bytes, Reaches::System));
    m_here += bytes.size();
    return {};
}

Result<FoundRelease> Fetching::finish()
{
    if (const auto whole = checkContent(part(), m_release.release); !whole) {
        QFile::remove(part());
        return fail(whole.error());
    }
    YIGONG_TRY(syncFile(part()));
    YIGONG_TRY(replaceDurably(part(), m_package));
    YIGONG_TRY(writeDurably(manifestPath(m_package), m_release.bytes()));
    return FoundRelease{m_package, m_release};
}

} // namespace

QByteArray encode(const ReleaseRequest &request)
{
    QCborArray parts{1, static_cast<qint64>(request.deviceNow.ms), static_cast<int>(request.kind)};
    if (request.kind == ReleaseRequest::Kind::Newer)
        parts << request.version << request.architecture;
    else
        parts << request.sha256 << request.offset << request.length;
    return parts.toCborValue().toCbor();
}

Result<ReleaseRequest> decodeReleaseRequest(const QByteArray &payload)
{
    ReleaseRequest request;
    if (const auto newer = cborMessage(payload, 5); newer && integerFrom((*newer)[2], -1) == 0) {
        request.deviceNow = {integerFrom((*newer)[1])};
        request.version = (*newer)[3].toString();
        request.architecture = (*newer)[4].toString();
        return request;
    }
    const auto piece = cborMessage(payload, 6);
    if (!piece || integerFrom((*piece)[2], -1) != 1)
        return badRequest();
    request.kind = ReleaseRequest::Kind::Piece;
    request.deviceNow = {integerFrom((*piece)[1])};
    request.sha256 = (*piece)[3].toByteArray();
    request.offset = integerFrom((*piece)[4], -1);
    request.length = integerFrom((*piece)[5], -1);
    if (request.sha256.size() != 32 || request.offset < 0 || request.length < 1 || request.length > largestPiece)
        return badRequest();
    return request;
}

Result<std::optional<SignedRelease>> askForRelease(const AskLine &line, const Clock &clock,
                                                   const Publishers &publishers, const InstalledProgram &installed)
{
    ReleaseRequest request;
    request.deviceNow = clock.now();
    request.version = installed.version;
    request.architecture = installed.architecture;
    const auto answer = say(line, request);
    if (!answer && answer.error() == Error{ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("404")}})
        return std::optional<SignedRelease>();
    if (!answer)
        return fail(answer.error());
    const QByteArray manifest = answer->value(QStringLiteral("release")).toByteArray();
    if (manifest.isEmpty())
        return std::optional<SignedRelease>();
    YIGONG_LET(release, decodeRelease(manifest));
    YIGONG_TRY(publishers.vouchFor(release));
    YIGONG_TRY(checkFits(release.release, installed));
    return std::optional(release);
}

Result<std::optional<FoundRelease>> fetchRelease(const AskLine &line, const Clock &clock, const SignedRelease &release,
                                                 const QString &folder, const std::function<bool(qint64 here)> &goesOn)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::FileUnwritable, {}, {folder, QString()});
    keepOnly(folder, release.release);
    Fetching fetching(line, clock, release, folder);
    YIGONG_TRY(fetching.begin());
    while (!fetching.isAllHere()) {
        if (!goesOn(fetching.here()))
            return std::optional<FoundRelease>();
        YIGONG_TRY(fetching.takePiece());
    }
    YIGONG_LET(whole, fetching.finish());
    return std::optional(whole);
}

} // namespace yigong
