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
 * A pair of keys as OpenSSH makes it, anew in each run, so that none is kept anywhere.
 *
 * @param privateKey the whole file
 */
public record SshKeys(String privateKey, PublicKey publicKey) {
    /**
     * Makes a pair; the test is skipped on a machine without OpenSSH.
     *
     * @param file that is not there yet
     * @param passphrase empty for none
     */
    public static SshKeys made(Path file, String passphrase) throws IOException, GeneralSecurityException {
        said("ssh-keygen", "-q", "-t", "ecdsa", "-C", "", "-N", passphrase, "-f", file.toString());
        String line = Files.readString(file.resolveSibling(file.getFileName() + ".pub"));
        return new SshKeys(
                Files.readString(file), PublicKeyEntry.parsePublicKeyEntry(line).resolvePublicKey(null, null, null));
    }

    /** The lines of known_hosts for a server, as an administrator gets them. */
    public static String knownHosts(int port) throws IOException {
        return said("ssh-keyscan", "-p", Integer.toString(port), "127.0.0.1");
    }

    /** A line of the private key that is in no other: whoever has it in a file has the key there. */
    public String line() {
        List<String> lines = privateKey.lines().toList();
        return lines.get(lines.size() - 3);
    }

    private static String said(String... command) throws IOException {
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
