// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/device_line.h"
#include "core/base/platform/durable_file.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>
#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace yigong {

namespace {

constexpr qint64 maxLineFileBytes = 64 * 1024;

template <auto Free> struct FreeBy
{
    template <typename T> void operator()(T *thing) const { Free(thing); }
};
using LineKey = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
using LineRequest = std::unique_ptr<X509_REQ, FreeBy<X509_REQ_free>>;
using LineText = std::unique_ptr<BIO, FreeBy<BIO_free_all>>;

/// ECPrivateKey of RFC 5915 without its public half, which OpenSSL computes.
LineKey lineKeyOf(const DeviceKey &key)
{
    const SecretBytes scalar = key.lineSecret();
    QByteArray der;
    der.reserve(64); // so that growing leaves no copy behind
    der += QByteArray::fromHex("30310201010420");
    der += scalar.view();
    der += QByteArray::fromHex("a00a06082a8648ce3d030107"); // the curve: P-256
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    LineKey read(d2i_PrivateKey(EVP_PKEY_EC, nullptr, &at, static_cast<long>(der.size())));
    wipe(der);
    if (!read)
        qBadAlloc(); // its only failure: the scalar is in range
    return read;
}

QString lineFile(const QString &folder, const char *name)
{
    return folder + u'/' + QLatin1String(name);
}

} // namespace

QByteArray lineKeyPem(const DeviceKey &key)
{
    const LineText text(BIO_new(BIO_s_secmem()));
    if (!text || PEM_write_bio_PrivateKey(text.get(), lineKeyOf(key).get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(text.get(), &bytes);
    return {bytes, static_cast<qsizetype>(size)};
}

QByteArray certificateRequest(const DeviceKey &key)
{
    const LineKey line = lineKeyOf(key);
    const LineRequest request(X509_REQ_new());
    unsigned char *der = nullptr;
    const bool made = request && X509_REQ_set_pubkey(request.get(), line.get()) == 1 &&
                      X509_REQ_sign(request.get(), line.get(), EVP_sha256()) > 0;
    const int size = made ? i2d_X509_REQ(request.get(), &der) : 0;
    QByteArray bytes(reinterpret_cast<const char *>(der), std::max(size, 0));
    OPENSSL_free(der);
    return bytes;
}

Result<HubAddress> hubAddressOf(const QString &folder, const DeviceKey &key, const QString &url)
{
    YIGONG_LET(bytes, readWholeFile(lineFile(folder, "hub.json"), maxLineFileBytes));
    const QJsonObject file = QJsonDocument::fromJson(bytes).object();
    HubAddress address;
    address.url = QUrl(url.isEmpty() ? file.value(QStringLiteral("url")).toString() : url);
    address.pin = QByteArray::fromHex(file.value(QStringLiteral("pin")).toString().toLatin1());
    if (address.url.isEmpty())
        return fail(ErrorKind::HubUnreachable, QStringLiteral("hub"));
    if (QFileInfo::exists(lineFile(folder, "device.crt"))) {
        YIGONG_LET(certificate, readWholeFile(lineFile(folder, "device.crt"), maxLineFileBytes));
        address.certificate = certificate;
        address.key = lineKeyPem(key);
    }
    return address;
}

Result<void> keepHubAddress(const QString &folder, const QUrl &url, const QByteArray &pin,
                            const QByteArray &certificate)
{
    YIGONG_TRY(writeDurably(lineFile(folder, "device.crt"), certificate));
    const QJsonObject line{{QStringLiteral("url"), url.toString()},
                           {QStringLiteral("pin"), QString::fromLatin1(pin.toHex())}};
    return writeDurably(lineFile(folder, "hub.json"), QJsonDocument(line).toJson());
}

SyncPost postTo(HubLine &line, const QString &path)
{
    return [&line, path](const QByteArray &message) -> Result<SyncReply> {
        YIGONG_LET(answer, line.ask(path, message));
        return SyncReply{answer.status, answer.body, answer.atHubMs};
    };
}

void waitSeconds(int seconds)
{
    QThread::sleep(static_cast<unsigned long>(seconds));
}

} // namespace yigong
