using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeptNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tickets_Status_DueAt_Id",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "IX_tickets_Status_Unanswered_CycleState_DueAt_Assignee_Department",
                table: "tickets");

            migrationBuilder.CreateTable(
                name: "cycle_days",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Department = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    AnsweredLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Cycles = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cycle_days", x => new { x.Day, x.Kind, x.Channel, x.Department, x.State, x.AnsweredLate });
                });

            migrationBuilder.CreateTable(
                name: "open_ticket_counts",
                columns: table => new
                {
                    Department = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Assignee = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Unanswered = table.Column<bool>(type: "INTEGER", nullable: false),
                    CycleState = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    DueDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Tickets = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_open_ticket_counts", x => new { x.Department, x.Assignee, x.Status, x.Unanswered, x.CycleState, x.DueDay });
                });

            migrationBuilder.CreateIndex(
                name: "IX_tickets_ErasedAt",
                table: "tickets",
                column: "ErasedAt",
                filter: "\"ErasedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Status_Unanswered_CycleState_DueAt_Assignee_Department_Kind_Channel",
                table: "tickets",
                columns: new[] { "Status", "Unanswered", "CycleState", "DueAt", "Assignee", "Department", "Kind", "Channel" });

            // What the writer keeps from now on is counted once. The days are those of Beijing.
            migrationBuilder.Sql(
                """
                INSERT INTO cycle_days ("Day", "Kind", "Channel", "Department", "State", "AnsweredLate", "Cycles")
                SELECT date((c."StartedAt" + 28800000) / 1000, 'unixepoch'), t."Kind", t."Channel", COALESCE(t."Department", ''), c."State", c."AnsweredLateAt" IS NOT NULL, count(*)
                FROM response_cycles c JOIN tickets t ON t."Id" = c."TicketId" GROUP BY 1, 2, 3, 4, 5, 6
                """);
            migrationBuilder.Sql(
                """
                INSERT INTO open_ticket_counts ("Department", "Assignee", "Status", "Unanswered", "CycleState", "DueDay", "Tickets")
                SELECT COALESCE("Department", ''), COALESCE("Assignee", ''), "Status", "Unanswered", "CycleState", date(("DueAt" + 28800000) / 1000, 'unixepoch'), count(*)
                FROM tickets WHERE "Status" IN ('New', 'InProgress', 'WaitingForResident') GROUP BY 1, 2, 3, 4, 5, 6
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cycle_days");

            migrationBuilder.DropTable(
                name: "open_ticket_counts");

            migrationBuilder.DropIndex(
                name: "IX_tickets_ErasedAt",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "IX_tickets_Status_Unanswered_CycleState_DueAt_Assignee_Department_Kind_Channel",
                table: "tickets");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Status_DueAt_Id",
                table: "tickets",
                columns: new[] { "Status", "DueAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Status_Unanswered_CycleState_DueAt_Assignee_Department",
                table: "tickets",
                columns: new[] { "Status", "Unanswered", "CycleState", "DueAt", "Assignee", "Department" });
        }
    }
}
