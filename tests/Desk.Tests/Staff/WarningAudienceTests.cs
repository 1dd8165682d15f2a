using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Staff;

public class WarningAudienceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly StaffMember[] Everybody =
    [
        Member("aygul", StaffRole.Clerk), Member("erkin", StaffRole.Clerk), Member("lorry", StaffRole.Agent, "logistics"),
        Member("shop", StaffRole.Agent, "brand"), Member("boss", StaffRole.Supervisor), Member("mayor", StaffRole.Supervisor),
        Member("root", StaffRole.Admin),
        Member("foreman", StaffRole.Agent, "techSupport", leads: true), Member("fitter", StaffRole.Agent, "techSupport"),
    ];

    private static readonly DutyRoster Planned = new(
    [
        new(Now.AddHours(-2), Now.AddHours(2), "aygul", false), new(Now.AddHours(-2), Now.AddHours(2), "erkin", true),
        new(Now.AddHours(2), Now.AddHours(8), "boss", true),
    ], ["mayor"]);

    [Theory]
    [InlineData("assigneeOrDesk", "erkin", "logistics", "erkin")]
    [InlineData("assigneeOrDesk", null, "logistics", "lorry")]
    [InlineData("assigneeOrDesk", null, "product", "aygul erkin")]
    [InlineData("assigneeOrDesk", null, null, "aygul erkin")]
    [InlineData("assigneeOrDesk", "gone", null, "aygul erkin")]
    [InlineData("assignee, dutyLead", "aygul", null, "aygul erkin")]
    [InlineData("assignee, dutyLead", "erkin", null, "erkin")]
    [InlineData("supervisors", "aygul", null, "boss mayor")]
    [InlineData("supervisors, heads", null, null, "boss mayor")]
    [InlineData("heads", null, null, "mayor")]
    [InlineData("department", null, "brand", "shop")]
    [InlineData("departmentLead", null, "techSupport", "foreman")]
    [InlineData("departmentLead, department", null, "techSupport", "fitter foreman")]
    [InlineData("department, clerks", null, "brand", "aygul erkin shop")]
    [InlineData("dutyDesk", "boss", "brand", "aygul erkin")]
    public void Receivers_are_matched_and_each_is_told_once(string receivers, string? assignee, string? department, string expected)
    {
        var audience = Find(receivers, assignee, department, Planned);
        Assert.Equal((expected, false), (Users(audience), audience.IsFallback));
    }

    [Theory]
    [InlineData("heads", null, null)]
    [InlineData("dutyLead", "aygul", null)]
    [InlineData("assignee", null, null)]
    [InlineData("assignee", "gone", null)]
    [InlineData("assignee", "lorry", "brand")] // She moved to another department and may not read it any more.
    [InlineData("department", null, "product")]
    [InlineData("departmentLead", null, "brand")]
    [InlineData("assignee", "root", null)] // Administrators read no tickets.
    public void When_nobody_matches_supervisors_are_told(string receivers, string? assignee, string? department)
    {
        var audience = Find(receivers, assignee, department, DutyRoster.Empty);
        Assert.Equal(("boss mayor", true), (Users(audience), audience.IsFallback));
    }

    [Theory]
    [InlineData("assignee, dutyLead", "aygul", "aygul boss mayor")]
    [InlineData("assignee, heads", "erkin", "boss erkin mayor")]
    [InlineData("assigneeOrDesk", "aygul", "aygul")]
    public void Supervisors_stand_in_for_a_lead_or_a_head_who_is_not_named(string receivers, string assignee, string expected)
    {
        var audience = Find(receivers, assignee, null, DutyRoster.Empty);
        Assert.Equal((expected, receivers.Contains(',', StringComparison.Ordinal)), (Users(audience), audience.IsFallback));
    }

    [Fact]
    public void Of_the_duty_those_who_come_next_are_told_when_nobody_is_there()
    {
        var audience = WarningAudience.Find([WarningReceiver.DutyDesk], new(null, null, null), Everybody, Planned, Now.AddDays(-1));
        Assert.Equal("aygul erkin", Users(audience));
    }

    private static WarningAudience Find(string receivers, string? assignee, string? department, DutyRoster roster) => WarningAudience.Find(
        receivers.Split(", ").Select(name => Enum.Parse<WarningReceiver>(name, ignoreCase: true)),
        new(assignee, department, department), Everybody, roster, Now);

    private static string Users(WarningAudience audience) =>
        string.Join(' ', audience.Members.Select(member => member.UserName).Order(StringComparer.Ordinal));

    private static StaffMember Member(string user, StaffRole role, string? department = null, bool leads = false) =>
        new() { UserName = user, DisplayName = user, Role = role, Department = department, LeadsDepartment = leads };
}
