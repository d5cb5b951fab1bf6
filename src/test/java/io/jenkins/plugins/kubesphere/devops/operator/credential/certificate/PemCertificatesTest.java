package io.jenkins.plugins.kubesphere.devops.operator.credential.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.operator.credential.TestKeys;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PemCertificatesTest {
    private static String certificate;

    @BeforeAll
    static void createCertificate() throws Exception {
        certificate = TestKeys.certificate();
    }

    /** Clients would refuse a server whose intermediate certificates are missing. */
    @Test
    void allCertificatesOfAChainAreKept() {
        assertThat(PemCertificates.parse("first\n" + certificate + "second\n" + certificate))
                .hasValueSatisfying(found -> assertThat(found.text()).isEqualTo(certificate + certificate));
    }

    @Test
    void anIndentedFileIsReadAsIfItWereNot() {
        assertThat(PemCertificates.parse(certificate.indent(4).replace("\n", "\r\n")))
                .hasValueSatisfying(found -> assertThat(found.text()).isEqualTo(certificate));
    }

    @Test
    void aFileOfCertificatesInPkcs7IsUsedAsItIs() throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Certificate parsed =
                factory.generateCertificate(new ByteArrayInputStream(certificate.getBytes(StandardCharsets.UTF_8)));
        String file = "-----BEGIN PKCS7-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(
                                factory.generateCertPath(List.of(parsed)).getEncoded("PKCS7"))
                + "\n-----END PKCS7-----\n";

        assertThat(PemCertificates.parse(file)).hasValueSatisfying(found -> {
            assertThat(found.text()).isEqualTo(file);
            assertThat(found.first()).isEqualTo(parsed);
        });
    }

    /** The certificates before it were used without it, and clients refused the server. */
    @Test
    void aChainWhoseLastCertificateIsCutIsRefused() {
        String cut = certificate.substring(0, certificate.length() / 2);

        assertThat(PemCertificates.parse(certificate + cut)).isEmpty();
        assertThat(PemCertificates.parse("text\n" + certificate + cut)).isEmpty();
    }

    @Test
    void aFileWithoutACertificateHasNone() {
        assertThat(PemCertificates.parse("")).isEmpty();
        assertThat(PemCertificates.parse("no certificate")).isEmpty();
        assertThat(PemCertificates.parse(certificate.replace("MII", "MIJ"))).isEmpty();
    }
}
