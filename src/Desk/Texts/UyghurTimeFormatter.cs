using System.Globalization;
using EcomCenter.Contracts;
using Humanizer;

namespace EcomCenter.Desk.Texts;

/// <summary>Humanizer knows no Uyghur. After a number Uyghur nouns stay in the singular, so one word for each unit is enough.</summary>
public sealed class UyghurTimeFormatter(CultureInfo culture) : DefaultFormatter(culture)
{
    public static void Register()
    {
        lock (typeof(UyghurTimeFormatter))
        {
            if (_registered) return;
            Configurator.Formatters.Register("ug", culture => new UyghurTimeFormatter(culture));
            _registered = true;
        }
    }

    private static bool _registered;

    public override string TimeSpanHumanize(TimeUnit timeUnit, int unit, bool toWords = false) =>
        DeskTexts.Say(Language.Ug, "time.unit", ("n", unit), ("unit", TimeUnitHumanize(timeUnit)));

    public override string TimeSpanHumanize_Zero() => TimeSpanHumanize(TimeUnit.Minute, 0);

    public override string TimeUnitHumanize(TimeUnit timeUnit) => DeskTexts.Say(Language.Ug, timeUnit switch
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
