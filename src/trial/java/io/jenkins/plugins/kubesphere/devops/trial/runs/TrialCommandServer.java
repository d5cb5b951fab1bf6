package io.jenkins.plugins.kubesphere.devops.trial.runs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Receives the commands of {@link TrialClient} on a socket, in a folder to which only the user has access. */
public final class TrialCommandServer implements AutoCloseable {
    private static final int REQUEST_BYTES = 4_096;

    private final ServerSocketChannel server;
    private final RunCommandExecutor commands;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "trial command");
        thread.setDaemon(true);
        return thread;
    });

    private TrialCommandServer(ServerSocketChannel server, RunCommandExecutor commands) {
        this.server = server;
        this.commands = commands;
    }

    /**
     * Opens the socket.
     *
     * @param path at most about a hundred bytes, the limit of the system; use a relative path
     */
    public static TrialCommandServer open(Path path, RunCommandExecutor commands) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        TrialCommandServer socket = new TrialCommandServer(server, commands);
        socket.threads.execute(socket::accept);
        return socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // The socket was closed, or the client ended at once.
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            byte[] request = Channels.newInputStream(client).readNBytes(REQUEST_BYTES);
            List<String> command = List.of(new String(request, StandardCharsets.UTF_8).split("\0", -1));
            CommandReplyWriter reply = new CommandReplyWriter(new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(client), StandardCharsets.UTF_8)));
            int code;
            try {
                code = commands.execute(command, reply);
            } catch (IllegalStateException e) {
                reply.writeNote(e.getMessage());
                code = 1;
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException e) {
                // Reports the failure: without an exit code, the client would print that the trial has ended.
                reply.writeNote("the command failed: " + e);
                code = 1;
            }
            reply.writeExitCode(code);
        } catch (IOException | UncheckedIOException e) {
            // The client has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
