// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/certificate.h"

#include "core/base/platform/durable_file.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>
#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace yigong {

namespace {

template <auto Free> struct FreeWith
{
    template <typename T> void operator()(T *thing) const { Free(thing); }
};
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, FreeWith<GENERAL_NAMES_free>>;
using Request = std::unique_ptr<X509_REQ, FreeWith<X509_REQ_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;

enum class Role
{
    Authority,
    Server,
    Device,
};

/// OpenSSL's own failures here mean a lack of memory or randomness, or a bug of ours.
tl::unexpected<Error> openSslFailed(const char *what)
{
    ERR_clear_error();
    return fail(ErrorKind::BadFormat, {}, {QString::fromLatin1(what)});
}

/// PEM of a key lies in memory that OpenSSL wipes when it is freed; only the caller's copy remains.
template <typename Write> QByteArray pemOf(const BIO_METHOD *memory, const Write &write)
{
    const Bio bio(BIO_new(memory));
    if (!bio || write(bio.get()) != 1)
        return {};
    char *text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<qsizetype>(size)};
}

QByteArray pemOf(X509 *certificate)
{
    return pemOf(BIO_s_mem(), [&](BIO *bio) { return PEM_write_bio_X509(bio, certificate); });
}

Result<void> writeKey(const QString &path, EVP_PKEY *key)
{
    QByteArray pem = pemOf(BIO_s_secmem(), [&](BIO *bio) {
        return PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    });
    auto written = writeDurably(path, pem, FileAccess::OwnerOnly);
    OPENSSL_cleanse(pem.data(), static_cast<size_t>(pem.size()));
    return written;
}

Bio readingFrom(const QByteArray &pem)
{
    return Bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
}

Result<Key> readKey(const QString &path)
{
    YIGONG_LET(pem, readWholeFile(path, 64 * 1024));
    Key key(PEM_read_bio_PrivateKey(readingFrom(pem).get(), nullptr, nullptr, nullptr));
    OPENSSL_cleanse(pem.data(), static_cast<size_t>(pem.size()));
    ERR_clear_error();
    if (!key)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("private key"), path});
    return key;
}

Result<Certificate> readCertificate(const QString &path)
{
    YIGONG_LET(pem, readWholeFile(path, 64 * 1024));
    Certificate certificate(PEM_read_bio_X509(readingFrom(pem).get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!certificate)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("certificate"), path});
    return certificate;
}

bool addExtension(X509 *certificate, X509 *issuer, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// One subject alternative name, as an IP address where it is one; null where it cannot stand in a certificate.
GENERAL_NAME *alternativeName(const QString &host)
{
    GENERAL_NAME *name = nullptr;
    if (ASN1_OCTET_STRING *address = a2i_IPADDRESS(host.toLatin1().constData())) {
        name = GENERAL_NAME_new();
        GENERAL_NAME_set0_value(name, GEN_IPADD, address);
        return name;
    }
    const QByteArray ascii = QUrl::toAce(host); // empty unless a valid host name; 县医院.中国 becomes xn--…
    if (ascii.isEmpty())
        return nullptr;
    ASN1_IA5STRING *text = ASN1_IA5STRING_new();
    ASN1_STRING_set(text, ascii.constData(), static_cast<int>(ascii.size()));
    name = GENERAL_NAME_new();
    GENERAL_NAME_set0_value(name, GEN_DNS, text);
    return name;
}

Result<Names> alternativeNames(const QStringList &hosts)
{
    Names names(GENERAL_NAMES_new());
    for (const QString &host : hosts) {
        GENERAL_NAME *name = alternativeName(host);
        ERR_clear_error();
        if (name == nullptr)
            return fail(ErrorKind::Invalid, QStringLiteral("host"), {host});
        sk_GENERAL_NAME_push(names.get(), name);
    }
    if (hosts.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("host"));
    return names;
}

bool setSerial(X509 *certificate)
{
    const Number serial(BN_new());
    return serial && BN_rand(serial.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setDays(X509 *certificate, Instant now, int days)
{
    constexpr std::int64_t day = 86'400;
    const std::int64_t seconds = now.ms / 1000;
    return ASN1_TIME_set(X509_getm_notBefore(certificate), static_cast<time_t>(seconds - day)) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), static_cast<time_t>(seconds + days * day)) != nullptr;
}

bool setName(X509 *certificate, const QString &commonName)
{
    const QByteArray utf8 = commonName.toUtf8();
    return X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate), NID_commonName, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(utf8.constData()),
                                      static_cast<int>(utf8.size()), -1, 0) == 1;
}

bool setRole(X509 *certificate, X509 *issuer, Role role)
{
    if (role == Role::Authority)
        return addExtension(certificate, issuer, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
               addExtension(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign") &&
               addExtension(certificate, issuer, NID_subject_key_identifier, "hash");
    return addExtension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
           addExtension(certificate, issuer, NID_ext_key_usage, role == Role::Server ? "serverAuth" : "clientAuth") &&
           addExtension(certificate, issuer, NID_subject_key_identifier, "hash") &&
           addExtension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
}

/// Everything but the alternative names and the signature. An authority is its own issuer: `issuer` is null.
Certificate draft(const QString &name, EVP_PKEY *key, X509 *issuer, Role role, int days, Instant now)
{
    Certificate certificate(X509_new());
    X509 *by = issuer != nullptr ? issuer : certificate.get();
    const bool made = certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                      setSerial(certificate.get()) && setDays(certificate.get(), now, days) &&
                      setName(certificate.get(), name) &&
                      X509_set_issuer_name(certificate.get(), X509_get_subject_name(by)) == 1 &&
                      X509_set_pubkey(certificate.get(), key) == 1 && setRole(certificate.get(), by, role);
    return made ? std::move(certificate) : nullptr;
}

Result<void> checkWish(const CertificateWish &wish)
{
    if (wish.name.isEmpty() || wish.name.size() > 50)
        return fail(ErrorKind::Invalid, QStringLiteral("name"), {wish.name});
    for (const int days : {wish.authorityDays, wish.serverDays})
        if (days < 1 || days > 36500)
            return fail(ErrorKind::OutOfRange, QStringLiteral("days"),
                        {QString::number(days), QStringLiteral("1"), QStringLiteral("36500")});
    return {};
}

Result<Certificate> makeAuthority(const CertificateWish &wish, EVP_PKEY *key, Instant now)
{
    Certificate authority =
        draft(wish.name + QStringLiteral(" authority"), key, nullptr, Role::Authority, wish.authorityDays, now);
    if (!authority || X509_sign(authority.get(), key, EVP_sha256()) == 0)
        return openSslFailed("authority");
    return authority;
}

Result<Certificate> makeServer(const CertificateWish &wish, EVP_PKEY *key, X509 *authority, EVP_PKEY *authorityKey,
                               Instant now)
{
    YIGONG_LET(names, alternativeNames(wish.hosts));
    Certificate server = draft(wish.name, key, authority, Role::Server, wish.serverDays, now);
    if (!server || X509_add1_ext_i2d(server.get(), NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) != 1 ||
        X509_sign(server.get(), authorityKey, EVP_sha256()) == 0)
        return openSslFailed("server certificate");
    return server;
}

} // namespace

Result<void> makeHubCertificate(const QString &folder, const CertificateWish &wish, Instant now)
{
    const QDir in(folder);
    YIGONG_TRY(checkWish(wish));
    for (const QString &name : {QStringLiteral("hub.crt"), QStringLiteral("hub.key")})
        if (QFileInfo::exists(in.filePath(name)))
            return fail(ErrorKind::AlreadyExists, {}, {in.filePath(name)});
    const Key authorityKey(EVP_EC_gen("P-256"));
    const Key serverKey(EVP_EC_gen("P-256"));
    if (!authorityKey || !serverKey)
        return openSslFailed("key");
    YIGONG_LET(authority, makeAuthority(wish, authorityKey.get(), now));
    YIGONG_LET(server, makeServer(wish, serverKey.get(), authority.get(), authorityKey.get(), now));
    YIGONG_TRY(writeKey(in.filePath(QStringLiteral("ca.key")), authorityKey.get()));
    YIGONG_TRY(writeDurably(in.filePath(QStringLiteral("ca.crt")), pemOf(authority.get())));
    YIGONG_TRY(writeKey(in.filePath(QStringLiteral("hub.key")), serverKey.get()));
    return writeDurably(in.filePath(QStringLiteral("hub.crt")), pemOf(server.get()));
}

Result<void> renewHubCertificate(const QString &folder, const CertificateWish &wish, Instant now)
{
    const QDir in(folder);
    YIGONG_TRY(checkWish(wish));
    YIGONG_LET(authorityKey, readKey(in.filePath(QStringLiteral("ca.key"))));
    YIGONG_LET(authority, readCertificate(in.filePath(QStringLiteral("ca.crt"))));
    YIGONG_LET(serverKey, readKey(in.filePath(QStringLiteral("hub.key"))));
    YIGONG_LET(server, makeServer(wish, serverKey.get(), authority.get(), authorityKey.get(), now));
    return writeDurably(in.filePath(QStringLiteral("hub.crt")), pemOf(server.get()));
}

namespace {

QByteArray digestOfKey(X509_PUBKEY *key)
{
    unsigned char *der = nullptr;
    const int size = i2d_X509_PUBKEY(key, &der);
    if (size <= 0)
        return {};
    QByteArray digest(SHA256_DIGEST_LENGTH, Qt::Uninitialized);
    SHA256(der, static_cast<size_t>(size), reinterpret_cast<unsigned char *>(digest.data()));
    OPENSSL_free(der);
    return digest;
}

/// Only a P-256 key, whose owner signed the request.
Result<Request> readRequest(const QByteArray &der)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    Request request(d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size())));
    EVP_PKEY *key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    char group[32] = {};
    const bool isGood = key != nullptr && EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1 &&
                        QByteArray(group) == "prime256v1" && X509_REQ_verify(request.get(), key) == 1;
    ERR_clear_error();
    if (!isGood)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("certificate request")});
    return request;
}

} // namespace

Result<QByteArray> requestedKey(const QByteArray &request)
{
    YIGONG_LET(read, readRequest(request));
    return digestOfKey(X509_REQ_get_X509_PUBKEY(read.get()));
}

Result<QByteArray> certifyDevice(const QString &folder, const QByteArray &request, const QString &device, int days,
                                 Instant now)
{
    const QDir in(folder);
    YIGONG_LET(read, readRequest(request));
    YIGONG_LET(authorityKey, readKey(in.filePath(QStringLiteral("ca.key"))));
    YIGONG_LET(authority, readCertificate(in.filePath(QStringLiteral("ca.crt"))));
    const Certificate made = draft(device, X509_REQ_get0_pubkey(read.get()), authority.get(), Role::Device, days, now);
    if (!made || X509_sign(made.get(), authorityKey.get(), EVP_sha256()) == 0)
        return openSslFailed("device certificate");
    return pemOf(made.get());
}

Result<QByteArray> publicKeyPin(const QByteArray &certificatePem)
{
    const Certificate certificate(PEM_read_bio_X509(readingFrom(certificatePem).get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!certificate)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("certificate")});
    QByteArray pin = digestOfKey(X509_get_X509_PUBKEY(certificate.get()));
    if (pin.isEmpty())
        return openSslFailed("certificate");
    return pin;
}

} // namespace yigong
