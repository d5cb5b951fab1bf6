package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.apache.sshd.server.shell.UnknownCommand;

/** Serves a Git repository over SSH on 127.0.0.1, read-only, to clients with one of the allowed keys. */
public final class SshGitServer implements AutoCloseable {
    private static final String READ = "git-upload-pack '/private.git'";

    private final SshServer server;
    private final Path repository;
    private final List<PublicKey> allowed;
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private volatile Runnable afterAuthentication = () -> {};

    /** @param repository a bare repository, without a quote in its path */
    public SshGitServer(Path repository, List<PublicKey> allowed) throws IOException {
        this.repository = repository;
        this.allowed = allowed;
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        SimpleGeneratorHostKeyProvider hostKey = new SimpleGeneratorHostKeyProvider();
        hostKey.setAlgorithm(KeyUtils.EC_ALGORITHM);
        server.setKeyPairProvider(hostKey);
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator((user, key, session) -> authenticate(user, key));
        server.setCommandFactory(this::command);
        server.start();
    }

    public int port() {
        return server.getPort();
    }

    /** The URL has no user name: the client takes it from the credential. */
    public String url() {
        return "ssh://127.0.0.1:" + port() + "/private.git";
    }

    /** Names of the users that connected with an allowed key. */
    public Set<String> users() {
        return users;
    }

    /** @param action called each time a client has authenticated, before it reads the repository */
    public void onAuthenticated(Runnable action) {
        afterAuthentication = action;
    }

    private boolean authenticate(String user, PublicKey key) {
        boolean authenticated = allowed.stream().anyMatch(known -> KeyUtils.compareKeys(key, known));
        if (authenticated) {
            users.add(user);
        }
        return authenticated;
    }

    private Command command(ChannelSession channel, String command) throws IOException {
        if (!command.equals(READ)) {
            return new UnknownCommand(command);
        }
        afterAuthentication.run();
        return new ProcessShellFactory(
                        "git upload-pack '" + repository + "'", "git", "upload-pack", repository.toString())
                .createShell(channel);
    }

    @Override
    public void close() throws IOException {
        server.close(true);
    }
}
