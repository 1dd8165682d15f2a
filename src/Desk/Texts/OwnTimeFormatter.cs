using System.Globalization;
using EcomCenter.Contracts;
using Humanizer;

namespace EcomCenter.Desk.Texts;

/// <summary>
/// Humanizer knows no Uyghur, and its Chinese minute (分) is also a point. In both nouns stay as they are after a number, so one word for each unit
/// is enough.
/// </summary>
public sealed class OwnTimeFormatter(CultureInfo culture, Language language) : DefaultFormatter(culture)
{
    public static void Register()
    {
        lock (typeof(OwnTimeFormatter))
        {
            if (_registered) return;
            Configurator.Formatters.Register("ug", culture => new OwnTimeFormatter(culture, Language.Ug));
            Configurator.Formatters.Register("zh-Hans", culture => new OwnTimeFormatter(culture, Language.ZhHans));
            _registered = true;
        }
    }

    private static bool _registered;

    public override string TimeSpanHumanize(TimeUnit timeUnit, int unit, bool toWords = false) =>
        DeskTexts.Say(language, "time.unit", ("n", unit), ("unit", TimeUnitHumanize(timeUnit)));

    public override string TimeSpanHumanize_Zero() => TimeSpanHumanize(TimeUnit.Minute, 0);

    public override string TimeUnitHumanize(TimeUnit timeUnit) => DeskTexts.Say(language, timeUnit switch
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
