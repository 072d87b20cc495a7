// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/security/keys.h"

#include <QDate>
#include <vector>

namespace yigong {

/// A version of the program as its publisher describes it. Travels beside the package, in a file of its own
/// (`manifestPath`), so that whoever holds both can tell what it is before any byte of it is run.
struct Release
{
    QString package;        ///< "yigong"
    QString version;        ///< Debian's, without an epoch: "0.2.0"
    QString architecture;   ///< Debian's word: "amd64"
    qint64 size = 0;        ///< of the package, bytes
    QByteArray sha256;      ///< of the package, 32 bytes
    int lowestSchema = 1;   ///< the oldest store that it takes along
    int lowestProtocol = 1; ///< the oldest hub that it speaks with
    QDate day;              ///< signed on
    QString notesZh;        ///< what is new, for people; may be empty
    QString notesEn;

    /// "yigong_0.2.0_amd64.deb"
    [[nodiscard]] QString fileName() const;
    bool operator==(const Release &) const = default;
};

/// A Release with its signature, as it lies beside a package: CBOR [1, payload, publisher, signature], Ed25519 over
/// "yigong-release-1" ‖ payload; the payload is [1, package, version, architecture, size, sha-256, lowest schema,
/// lowest protocol, "yyyy-MM-dd", notes zh, notes en].
struct SignedRelease
{
    Release release;
    QByteArray payload;   ///< exactly what was signed
    QByteArray publisher; ///< public key, 32 bytes
    QByteArray signature;

    [[nodiscard]] QByteArray bytes() const;
};

/// Where the description of a package lies: the package's path and ".yigong-release".
QString manifestPath(const QString &package);
constexpr qint64 largestManifest = 64 * 1024;

SignedRelease signRelease(const Release &release, const DeviceKey &publisher);
/// Reads the form; says nothing about who signed it. Errors: ReleaseRefused{damaged}.
Result<SignedRelease> decodeRelease(const QByteArray &bytes);
/// Errors: ReleaseRefused{unsigned, path} (there is none) · ReleaseRefused{damaged, path} · FileUnreadable.
Result<SignedRelease> readManifest(const QString &path);

/// Whose releases this computer takes. The lists are the system's, never a store's or a hub's: a hub that somebody
/// broke into must not be able to hand out a program.
class Publishers
{
public:
    /// The package's list and the one that this machine's own administrator keeps:
    /// /usr/share/yigong/publishers, /etc/yigong/publishers.
    static QStringList usualFiles();
    /// Lines of 64 hex digits and a name; "#" begins a remark. A file that is not there holds nobody.
    /// Errors: BadFormat{"publisher", path} · FileUnreadable.
    static Result<Publishers> load(const QStringList &files = usualFiles());

    void add(const QByteArray &publicKey) { m_keys.push_back(publicKey); }
    [[nodiscard]] bool isEmpty() const { return m_keys.empty(); }
    /// Errors: ReleaseRefused{no-publisher} · {other-key, the key's first digits} · {damaged} (known, but the signature
    /// does not fit).
    [[nodiscard]] Result<void> vouchFor(const SignedRelease &release) const;

private:
    std::vector<QByteArray> m_keys;
};

/// What a computer has, for a release to be held against.
struct InstalledProgram
{
    QString version;
    QString architecture;
    int schema = 0;   ///< of the stores that it makes
    int protocol = 0; ///< that it speaks

    /// This program's own, of the version given.
    static InstalledProgram here(const QString &version);
};

/// Whether a release may come after what is there. Errors: ReleaseRefused{package, found, wanted} · {architecture,
/// found, wanted} · {older, found, here} · {same, found} · {too-far, found, here} (its store or hub would be newer than
/// one step from here: a version in between comes first).
Result<void> checkFits(const Release &release, const InstalledProgram &installed);

/// Reads the package to its end, a piece at a time. Errors: FileMissing, FileUnreadable · ReleaseRefused{size, found,
/// wanted} · {content}.
Result<void> checkContent(const QString &package, const Release &release);

/// Debian's word for the machine that this program was compiled for.
QString debianArchitecture();
/// As `dpkg --compare-versions`: below, at or above zero. Without epochs.
int compareVersions(const QString &a, const QString &b);

} // namespace yigong
