package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * A pair of keys that OpenSSH generates in each test run, so that no key is stored in the project.
 *
 * @param privateKey content of the private key file
 */
public record SshKeyPair(String privateKey, PublicKey publicKey) {
    /**
     * Generates a pair of keys. The test is skipped on a machine without OpenSSH.
     *
     * @param file path of the new key file, which must not exist yet
     * @param passphrase passphrase of the key; empty for none
     */
    public static SshKeyPair generate(Path file, String passphrase) throws IOException, GeneralSecurityException {
        output("ssh-keygen", "-q", "-t", "ecdsa", "-C", "", "-N", passphrase, "-f", file.toString());
        String line = Files.readString(file.resolveSibling(file.getFileName() + ".pub"));
        return new SshKeyPair(
                Files.readString(file), PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null));
    }

    /** The known_hosts lines of a server, from {@code ssh-keyscan}, as an administrator gets them. */
    public static String knownHosts(int port) throws IOException {
        return output("ssh-keyscan", "-p", Integer.toString(port), "127.0.0.1");
    }

    /** A line that only this private key has: a file with this line contains the key. */
    public String uniqueLine() {
        List<String> lines = privateKey.lines().toList();
        return lines.get(lines.size() - 3);
    }

    private static String output(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command[0] + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            return abort("needs " + command[0] + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "****";
    }
}
