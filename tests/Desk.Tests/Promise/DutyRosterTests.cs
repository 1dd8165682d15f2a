using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tests.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Promise;

/// <summary>The lookups of the duty roster.</summary>
public class DutyRosterTests
{
    private static readonly DutyRoster Roster = new(
        [
            new(Monday.At(10), Monday.At(14), "aygul", true), new(Monday.At(12), Monday.At(20), "ruzi", false),
            new(Tuesday.At(10), Tuesday.At(20), "ruzi", true), new(Tuesday.At(10), Tuesday.At(14), "li", false),
            new(Wednesday.At(10), Wednesday.At(10), "nobody", true),
        ],
        ["head", "head"]);

    [Fact]
    public void Those_are_on_duty_whose_shift_has_begun_and_not_ended()
    {
        Assert.Equal(["aygul"], Roster.OnDutyAt(Monday.At(10)));
        Assert.Equal(["aygul", "ruzi"], Roster.OnDutyAt(Monday.At(12)));
        Assert.Equal(["ruzi"], Roster.OnDutyAt(Monday.At(14)));
        Assert.Empty(Roster.OnDutyAt(Monday.At(20)));
        Assert.Empty(Roster.OnDutyAt(Wednesday.At(10)));
    }

    [Fact]
    public void Those_come_next_whose_shift_begins_first()
    {
        var next = Roster.NextOnDuty(Monday.At(20));
        Assert.Equal(Tuesday.At(10), next!.At);
        Assert.Equal(["li", "ruzi"], next.Users);
        Assert.Equal(["ruzi"], Roster.NextOnDuty(Monday.At(10))!.Users);
        Assert.Null(Roster.NextOnDuty(Tuesday.At(10)));
    }

    [Fact]
    public void A_warning_at_night_goes_to_those_who_come_next()
    {
        Assert.Equal(["li", "ruzi"], Roster.OnDutyNowOrNext(Tuesday.At(3)));
        Assert.Equal(["ruzi"], Roster.OnDutyNowOrNext(Monday.At(19)));
        Assert.Empty(Roster.OnDutyNowOrNext(Thursday));
    }

    [Fact]
    public void The_lead_is_the_one_on_duty_or_the_next()
    {
        Assert.Equal(["aygul"], Roster.LeadsAt(Monday.At(13)));
        Assert.Equal(["ruzi"], Roster.LeadsAt(Monday.At(15)));
        Assert.Empty(Roster.LeadsAt(Tuesday.At(20)));
        Assert.Equal(["head"], Roster.Heads);
    }

    [Fact]
    public void An_empty_roster_has_nobody()
    {
        Assert.Empty(DutyRoster.Empty.OnDutyNowOrNext(Monday));
        Assert.Empty(DutyRoster.Empty.LeadsAt(Monday));
        Assert.Null(DutyRoster.Empty.NextOnDuty(Monday));
    }
}
