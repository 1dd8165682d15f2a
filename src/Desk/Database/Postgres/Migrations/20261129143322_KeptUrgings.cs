using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class KeptUrgings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Urged",
                table: "tickets",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_tickets_ReceivedAt",
                table: "tickets",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Urged",
                table: "tickets",
                column: "Urged",
                filter: "\"Urged\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_ticket_events_Type_At",
                table: "ticket_events",
                columns: new[] { "Type", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_response_cycles_StartedAt",
                table: "response_cycles",
                column: "StartedAt");

            migrationBuilder.Sql(
                """
                UPDATE tickets SET "Urged" = (SELECT COUNT(*) FROM ticket_events e WHERE e."TicketId" = tickets."Id"
                    AND e."Type" = 'ticketUrged' AND e."At" >= (SELECT MAX(c."StartedAt") FROM response_cycles c
                        WHERE c."TicketId" = tickets."Id" AND c."Ordinal" = (SELECT MAX(l."Ordinal") FROM response_cycles l
                            WHERE l."TicketId" = tickets."Id")))
                WHERE "Id" IN (SELECT e."TicketId" FROM ticket_events e WHERE e."Type" = 'ticketUrged')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tickets_ReceivedAt",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "IX_tickets_Urged",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "IX_ticket_events_Type_At",
                table: "ticket_events");

            migrationBuilder.DropIndex(
                name: "IX_response_cycles_StartedAt",
                table: "response_cycles");

            migrationBuilder.DropColumn(
                name: "Urged",
                table: "tickets");
        }
    }
}
