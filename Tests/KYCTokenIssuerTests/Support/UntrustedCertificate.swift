import NIOSSL

/// A certificate for localhost that is signed by nobody but itself, valid until 2126.
enum UntrustedCertificate {
    static func serverContext() throws -> NIOSSLContext {
        try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))
            )
        )
    }

    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBmjCCAUGgAwIBAgIUZOVVdhKpccMxjOZeA9eUWAJ8DHEwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzA5MzQzMFoYDzIxMjYxMDMw
        MDkzNDMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQrMDYnBu/E5gIZhXIbWafNX6KU26njSCC06VH5xa3TM8+M6V35feVO
        AzmWAj4kflMJ75ssi3TTX+AbAjSR0Mxeo28wbTAdBgNVHQ4EFgQUj85DgaWu7qrd
        mb46bKg2WjVpm1kwHwYDVR0jBBgwFoAUj85DgaWu7qrdmb46bKg2WjVpm1kwDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
        zj0EAwIDRwAwRAIgY9CkWK5WVlqMwW0+1TxNVe7HXsqkfihXiGtww/0d9HECIDeu
        b96CXnWncQnv5/nL3ucuhxfzCiD8RU1yY/CuMVww
        -----END CERTIFICATE-----
        """

    /// Guards nothing: it was made for this test.
    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgpeMDbXKouWVYekFC
        uj+bGJlzjws1uB3GugsHj0SDAYihRANCAAQrMDYnBu/E5gIZhXIbWafNX6KU26nj
        SCC06VH5xa3TM8+M6V35feVOAzmWAj4kflMJ75ssi3TTX+AbAjSR0Mxe
        -----END PRIVATE KEY-----
        """
}
