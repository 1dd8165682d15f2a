using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Shared.Tests;

/// <summary>The agreed terms in every language; the English ones are those of the code. A better term must be changed here too.</summary>
public class AgreedTermTests
{
    public static TheoryData<Enum, string, string, string> Terms => new()
    {
        { TicketKind.Inquiry, "咨询", "مەسلىھەت سوراش", "Inquiry" },
        { TicketKind.ServiceRequest, "求助", "ياردەم سوراش", "Service request" },
        { TicketKind.Complaint, "投诉", "شىكايەت", "Complaint" },
        { TicketKind.Report, "举报", "پاش قىلىش", "Report" },
        { TicketKind.Suggestion, "建议", "تەكلىپ-پىكىر", "Suggestion" },
        { TicketKind.Praise, "表扬", "تەقدىرلەش", "Praise" },
        { TicketKind.Other, "其他", "باشقا", "Other" },
        { TicketStatus.New, "新来", "يېڭى", "New" },
        { TicketStatus.InProgress, "办理中", "بېجىرىلىۋاتىدۇ", "In progress" },
        { TicketStatus.WaitingForResident, "等待居民补充", "سىزنىڭ جاۋابىڭىزنى كۈتۈۋاتىدۇ", "Waiting for resident" },
        { TicketStatus.Resolved, "已办结", "بېجىرىلىپ بولدى", "Resolved" },
        { TicketStatus.Closed, "已结束", "ئاخىرلاشتى", "Closed" },
        { CycleState.Met, "按时", "ۋاقتىدا", "Met" },
        { CycleState.Missed, "超时", "ۋاقتى ئۆتتى", "Missed" },
        { CycleState.Cancelled, "撤销", "بىكار قىلىندى", "Cancelled" },
        { AnswerKind.Answer, "答复", "جاۋاب", "Answer" },
        { AnswerKind.NextStep, "下一步", "كېيىنكى قەدەم", "Next step" },
        { AnswerKind.NeedFromYou, "请您补充", "تولۇقلاپ بېرىڭ", "Need from you" },
        { AnswerKind.OutOfRemit, "不属本中心", "بۇ مەركەزنىڭ ئىشى ئەمەس", "Out of remit" },
        { Anonymity.Named, "实名", "ئىسمى ئاشكارا", "Named" },
        { Anonymity.Hidden, "对部门保密", "بۆلۈمگە مەخپىي", "Hidden from the department" },
        { Anonymity.Anonymous, "匿名", "ئىسىمسىز", "Anonymous" },
    };

    [Theory, MemberData(nameof(Terms), DisableDiscoveryEnumeration = true)]
    public void A_term_has_the_agreed_name_in_every_language(Enum value, string chinese, string uyghur, string english)
    {
        Language[] languages = [Language.ZhHans, Language.Ug, Language.En];
        Assert.Equal([chinese, uyghur, english], languages.Select(language => Name(language, value)));
    }

    private static string Name(Language language, Enum value) => value switch
    {
        TicketKind kind => DisplayNames.For(language, kind),
        TicketStatus status => DisplayNames.For(language, status),
        CycleState state => DisplayNames.For(language, state),
        AnswerKind answer => DisplayNames.For(language, answer),
        Anonymity anonymity => DisplayNames.For(language, anonymity),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
