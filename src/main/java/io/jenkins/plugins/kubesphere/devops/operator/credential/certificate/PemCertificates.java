package io.jenkins.plugins.kubesphere.devops.operator.credential.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The certificates of a PEM file. Other blocks and texts of the file are left out: a file often has the private key,
 * too, or the attributes that openssl writes before each block.
 *
 * @param text the blocks of the certificates, in the order of the file
 * @param first the first certificate, to which the private key must belong
 */
public record PemCertificates(String text, X509Certificate first) {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    /** Reads the certificates; empty if the text has none, or one that cannot be read. */
    public static Optional<PemCertificates> parse(String file) {
        String blocks = findBlocks(file);
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(blocks.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return certificates.stream().findFirst().map(first -> new PemCertificates(blocks, first));
        } catch (CertificateException e) {
            // The message of the parser may quote the text, so it is not used.
            return Optional.empty();
        }
    }

    private static String findBlocks(String file) {
        StringBuilder blocks = new StringBuilder();
        for (int begin = file.indexOf(BEGIN); begin >= 0; begin = file.indexOf(BEGIN, begin + 1)) {
            int end = file.indexOf(END, begin);
            if (end < 0) {
                // The last certificate is cut. Java refuses the file; without this one, the chain would be too short.
                return file;
            }
            blocks.append(file.substring(begin, end + END.length())
                    .lines()
                    .map(line -> line.strip() + "\n")
                    .collect(Collectors.joining()));
            begin = end;
        }
        // Other forms that Java reads, such as PKCS #7, are used as they are.
        return blocks.isEmpty() ? file : blocks.toString();
    }
}
