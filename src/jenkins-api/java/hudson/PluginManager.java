package hudson;

import java.util.List;

public abstract class PluginManager {
    public final ClassLoader uberClassLoader = null;

    private PluginManager() {
        throw new UnsupportedOperationException();
    }

    public PluginWrapper getPlugin(String shortName) {
        throw new UnsupportedOperationException();
    }

    public List<FailedPlugin> getFailedPlugins() {
        throw new UnsupportedOperationException();
    }

    public static final class FailedPlugin {
        private FailedPlugin() {
            throw new UnsupportedOperationException();
        }
    }
}
