using System.Globalization;
using EcomCenter.Desk.Pages.Admin.Calendars;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Admin.Rosters;

/// <summary>A week of the roster as its form shows it: as typed when it was refused, otherwise as stored.</summary>
/// <param name="Texts">The fields by their names: the hours of each person and day, and the lead of each day.</param>
public sealed record RosterForm(DateOnly Monday, IReadOnlyDictionary<string, string> Texts)
{
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, 7).Select(Monday.AddDays);

    public static string HoursField(DateOnly day, string user) => $"hours.{Format(day)}.{user}";

    public static string LeadField(DateOnly day) => $"lead.{Format(day)}";

    public static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Shows the rows of a week in this one; those of an earlier week when it is copied.</summary>
    public static RosterForm FromRows(DateOnly monday, IEnumerable<RosterRow> rows)
    {
        var texts = new Dictionary<string, string>();
        foreach (var row in rows)
        {
            var day = monday.AddDays(row.Day.DayNumber - MondayOf(row.Day).DayNumber);
            texts[HoursField(day, row.User)] = row.Hours;
            if (row.IsLead) texts[LeadField(day)] = row.User;
        }

        return new(monday, texts);
    }

    /// <summary>Reads the posted form with its faults. Days that are over are left as they are.</summary>
    public static RosterForm Read(FormPost post, DateOnly monday, DateOnly today, IReadOnlyCollection<string> users)
    {
        var texts = new Dictionary<string, string>();
        var form = new RosterForm(monday, texts);
        var faults = new List<FieldFault>();
        foreach (var day in form.Days.Where(day => day >= today))
        {
            foreach (var field in users.Select(user => HoursField(day, user)))
            {
                texts[field] = post.Raw(field).Trim();
                if (HoursFaults.Find(field, texts[field]) is { } fault) faults.Add(fault);
            }

            var lead = texts[LeadField(day)] = post.Raw(LeadField(day));
            if (lead.Length > 0 && !users.Contains(lead)) faults.Add(new(LeadField(day), "notOfOurStaff"));
            else if (lead.Length > 0 && form.HoursOf(day, lead).Length == 0) faults.Add(new(LeadField(day), "leadNotOnDuty"));
        }

        return form with { Faults = faults };
    }

    public string HoursOf(DateOnly day, string user) => Texts.GetValueOrDefault(HoursField(day, user), "");

    public string LeadOf(DateOnly day) => Texts.GetValueOrDefault(LeadField(day), "");

    /// <summary>The rows of a day; only for a form without faults.</summary>
    public IEnumerable<RosterRow> ToRows(DateOnly day, IEnumerable<string> users) => users
        .Select(user => (user, Hours: HoursText.Format(HoursText.TryParse(HoursOf(day, user)) ?? []))).Where(duty => duty.Hours.Length > 0)
        .Select(duty => new RosterRow { Day = day, User = duty.user, Hours = duty.Hours, IsLead = LeadOf(day) == duty.user });
}
