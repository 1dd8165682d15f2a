using System.Globalization;
using EcomCenter.Contracts;
using Humanizer;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// Formats time spans in Uyghur and Chinese. Humanizer has no Uyghur, and its Chinese minute (分) also means a point. In both languages
/// nouns don't change after a number, so one text for each unit is enough.
/// </summary>
public sealed class LocalizedTimeFormatter(CultureInfo culture, Language language) : DefaultFormatter(culture)
{
    public static void Register()
    {
        lock (typeof(LocalizedTimeFormatter))
        {
            if (_registered) return;
            Configurator.Formatters.Register("ug", culture => new LocalizedTimeFormatter(culture, Language.Ug));
            Configurator.Formatters.Register("zh-Hans", culture => new LocalizedTimeFormatter(culture, Language.ZhHans));
            _registered = true;
        }
    }

    private static bool _registered;

    public override string TimeSpanHumanize(TimeUnit timeUnit, int unit, bool toWords = false) =>
        DeskTexts.Format(language, "time.unit", ("n", unit), ("unit", TimeUnitHumanize(timeUnit)));

    public override string TimeSpanHumanize_Zero() => TimeSpanHumanize(TimeUnit.Minute, 0);

    public override string TimeUnitHumanize(TimeUnit timeUnit) => DeskTexts.Format(language, timeUnit switch
    {
        TimeUnit.Millisecond => "time.millisecond",
        TimeUnit.Second => "time.second",
        TimeUnit.Minute => "time.minute",
        TimeUnit.Hour => "time.hour",
        TimeUnit.Day => "time.day",
        TimeUnit.Week => "time.week",
        TimeUnit.Month => "time.month",
        _ => "time.year",
    });
}
