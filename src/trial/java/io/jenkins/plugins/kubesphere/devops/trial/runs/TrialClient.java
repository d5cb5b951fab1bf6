package io.jenkins.plugins.kubesphere.devops.trial.runs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Sends a command, such as {@code ./run logs}, to the trial that runs in this checkout, and prints the reply. Uses only
 * the JDK, so that it starts fast.
 */
public final class TrialClient {
    /** Types of the lines in a reply: the first character of each line. */
    static final char OUT = 'o';

    static final char NOTE = 'n';
    static final char EXIT = 'x';

    private static final int FAILED = 1;

    private TrialClient() {}

    /** @param arguments the path of the socket, then the command of the user */
    public static void main(String[] arguments) {
        Path socket = Path.of(arguments[0]);
        String[] command = Arrays.copyOfRange(arguments, 1, arguments.length);
        System.exit(send(socket, command, System.out, System.err));
    }

    /** Sends a command, prints the reply, and returns the exit code. */
    static int send(Path socket, String[] command, PrintStream out, PrintStream notes) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer request = StandardCharsets.UTF_8.encode(String.join("\0", command));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            channel.shutdownOutput();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            for (String line = answer.readLine(); line != null; line = answer.readLine()) {
                switch (line.charAt(0)) {
                    case OUT -> out.println(line.substring(1));
                    case EXIT -> {
                        out.flush();
                        return Integer.parseInt(line.substring(1));
                    }
                    default -> notes.println("./run: " + line.substring(1));
                }
            }
            notes.println("./run: the trial ended before it answered; start it again with ./run");
        } catch (IOException e) {
            notes.println("./run: the trial does not answer any more; start it with ./run in another terminal");
        }
        return FAILED;
    }
}
