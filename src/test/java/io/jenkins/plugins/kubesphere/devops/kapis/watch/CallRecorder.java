package io.jenkins.plugins.kubesphere.devops.kapis.watch;

import java.util.ArrayList;
import java.util.List;

/** Records what a stream tells. */
final class CallRecorder implements EventStream.Listener {
    final List<String> calls = new ArrayList<>();

    @Override
    public void onTaken(EventStream stream) {
        calls.add("taken");
    }

    @Override
    public void onClosed(EventStream stream) {
        calls.add("closed");
    }
}
