package io.jenkins.plugins.kubesphere.devops.jenkins.admin;

import java.util.Locale;
import org.jvnet.localizer.LocaleProvider;

/**
 * Makes Jenkins use Simplified Chinese. In production, {@code WebAppMain} makes Jenkins use the language of the
 * browser, but a {@code JenkinsRule} does not run {@code WebAppMain}.
 */
final class ChineseLocale implements AutoCloseable {
    private final LocaleProvider before = LocaleProvider.getProvider();

    ChineseLocale() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.SIMPLIFIED_CHINESE;
            }
        });
    }

    @Override
    public void close() {
        LocaleProvider.setProvider(before);
    }
}
