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

/** Takes the commands of {@link TrialClient}, through a socket in a folder that only the user gets into. */
public final class TrialSocket implements AutoCloseable {
    private static final int REQUEST_BYTES = 4_096;

    private final ServerSocketChannel server;
    private final RunCommands commands;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "trial command");
        thread.setDaemon(true);
        return thread;
    });

    private TrialSocket(ServerSocketChannel server, RunCommands commands) {
        this.server = server;
        this.commands = commands;
    }

    /**
     * Begins to listen.
     *
     * @param path of at most a hundred bytes, which is all that the system takes; relative ones are short
     */
    public static TrialSocket open(Path path, RunCommands commands) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        TrialSocket socket = new TrialSocket(server, commands);
        socket.threads.execute(socket::accept);
        return socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // Closed, or a client that went at once.
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            byte[] request = Channels.newInputStream(client).readNBytes(REQUEST_BYTES);
            List<String> command = List.of(new String(request, StandardCharsets.UTF_8).split("\0", -1));
            CommandReply reply = new CommandReply(new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(client), StandardCharsets.UTF_8)));
            int code;
            try {
                code = commands.execute(command, reply);
            } catch (IllegalStateException e) {
                reply.err(e.getMessage());
                code = 1;
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException e) {
                // The trial goes on, and the user learns of it: without an exit code the trial would seem to have
                // ended.
                reply.err("the command failed: " + e);
                code = 1;
            }
            reply.exit(code);
        } catch (IOException | UncheckedIOException e) {
            // The user has stopped listening.
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
